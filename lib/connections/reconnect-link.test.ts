import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import type { Role } from '@/lib/db/generated/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { DEFAULT_PLATFORM } from '@/lib/domain/platform'
import type { Actor } from '@/lib/identity/sessions'
import { makeReconnectLink } from './make-reconnect-link'
import { showReconnectLink } from './show-reconnect-link'
import { startAuthorization } from './start-authorization'

const NOW = new Date('2026-06-01T12:00:00Z')
const hoursLater = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)
const APP_URL = 'https://journal.example.test'

let database: TestDatabase
let db: Database
let owner: Actor
let connectionId: string

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  owner = await makeActor('TRADER')
  const connection = await db.connection.create({
    data: { userId: owner.userId, ctid: 7n, grantedAt: NOW, completedAt: NOW, refusedAt: NOW },
  })
  connectionId = connection.id
})

const CTRADER = {
  key: DEFAULT_PLATFORM,
  name: 'cTrader',
  authUrl: 'https://id.example.test/',
  clientId: 'client',
}

async function makeActor(role: Role): Promise<Actor> {
  const email = `${randomUUID()}@example.test`
  const user = await db.user.create({ data: { email, passwordHash: 'none', role } })
  return { userId: user.id, sessionId: randomUUID(), role, email, timeZone: 'UTC' }
}

function make(connectionId: string) {
  return db.$transaction((tx) => makeReconnectLink(tx, { connectionId, appUrl: APP_URL, now: NOW }))
}

async function makeSecret(): Promise<string> {
  const { address } = await make(connectionId)
  expect(address).toMatch(/^https:\/\/journal\.example\.test\/reconnect\/[\w-]{43}$/)
  return address.split('/').at(-1) ?? ''
}

function look(actor: Actor, secret: string, now = NOW) {
  return showReconnectLink(db, { actor, secret, now, checkEverySeconds: 300, platforms: [CTRADER] })
}

function use(actor: Actor, reconnectLink: string, now = NOW) {
  const provider = { platforms: [CTRADER], appUrl: APP_URL }
  return startAuthorization(db, { actor, reconnectLink, provider, now })
}

describe('making a link', () => {
  test('leaves a trace', async () => {
    await makeSecret()
    const events = await db.connectionEvent.findMany({ where: { connectionId } })
    expect(events.map(({ kind, actor }) => `${kind} ${actor}`)).toEqual([
      'reconnect-link-made support',
    ])
  })

  test('stores only a hash', async () => {
    const secret = await makeSecret()
    const rows = JSON.stringify(await db.reconnectLink.findMany())
    expect(rows).not.toContain(secret)
  })

  test('needs a connection', async () => {
    await expect(make(randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a link', () => {
  test('may be looked at as often as mail scanners like, and repairs its connection once', async () => {
    const secret = await makeSecret()
    for (let looks = 0; looks < 3; looks += 1)
      expect(await look(owner, secret)).toMatchObject({ status: 'open' })
    expect(await use(owner, secret)).toMatchObject({ connectionId })
    expect(await look(owner, secret)).toMatchObject({
      status: 'used',
      connection: { id: connectionId },
    })
    await expect(use(owner, secret)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await db.pendingAuthorization.count({ where: { connectionId } })).toBe(1)
  })

  test('pressed twice at once begins one trip', async () => {
    const secret = await makeSecret()
    const outcomes = await Promise.allSettled([use(owner, secret), use(owner, secret)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('ends after a day', async () => {
    const secret = await makeSecret()
    expect(await look(owner, secret, hoursLater(23.9))).toMatchObject({ status: 'open' })
    expect(await look(owner, secret, hoursLater(24))).toMatchObject({ status: 'expired' })
    await expect(use(owner, secret, hoursLater(24))).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('is nothing to anybody else, staff included, and is not used up by them', async () => {
    const secret = await makeSecret()
    for (const role of ['TRADER', 'SUPPORT', 'ADMIN'] as const) {
      const other = await makeActor(role)
      await expect(look(other, secret)).rejects.toMatchObject({ code: 'NOT_FOUND' })
      await expect(use(other, secret)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    await expect(look(owner, `${secret}x`)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await look(owner, secret)).toMatchObject({ status: 'open' })
  })
})
