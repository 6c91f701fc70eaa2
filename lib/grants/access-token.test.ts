import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OAuthClient, TokenAnswer } from '@/lib/ctrader/oauth-client'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { accessTokenFor, type GrantKeeper, renewGrant } from './access-token'
import { KeptAnswers, nameOfRefresh } from './kept-answers'
import { settleKeptAnswers } from './settle-kept-answers'
import { forgetGrant, readGrant, storeNewGrant } from './vault'

const NOW = new Date('2026-04-01T08:00:00Z')
const RING = [{ id: 'k', key: randomBytes(32) }]
const LIFE_SECONDS = 2_628_000

let database: TestDatabase
let db: Database
let connectionId: string
let folder: string
let answers: KeptAnswers

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'tallybook-answers-'))
  answers = new KeptAnswers(folder, RING)
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  const email = `${randomBytes(6).toString('hex')}@example.test`
  const user = await db.user.create({
    data: { email, passwordHash: 'none', connections: { create: {} } },
    include: { connections: true },
  })
  connectionId = user.connections[0]?.id ?? ''
})

function minutes(count: number): Date {
  return new Date(NOW.getTime() + count * 60_000)
}

function storeGrant(accessTokenExpiresAt: Date, number = 1) {
  return storeNewGrant(db, RING, {
    connectionId,
    accessToken: `access-${number}`,
    refreshToken: `refresh-${number}`,
    accessTokenExpiresAt,
    scope: 'accounts',
    now: NOW,
  })
}

/** A provider whose refresh tokens work once, as Spotware's do; `next` bends its next answers. */
function provider(...next: TokenAnswer[]) {
  const spent: string[] = []
  let whileAsking: () => Promise<void> = async () => undefined
  const oauth: OAuthClient = {
    exchange: () => Promise.reject(new Error('Nobody exchanges a code here')),
    async refresh(refreshToken) {
      const isSpent = spent.includes(refreshToken)
      spent.push(refreshToken)
      await whileAsking()
      const bent = next.shift()
      if (bent) return bent
      if (isSpent) return { kind: 'refused', errorCode: 'ACCESS_DENIED', description: null }
      const number = Number(refreshToken.split('-')[1]) + 1
      return {
        kind: 'issued',
        pair: {
          accessToken: `access-${number}`,
          refreshToken: `refresh-${number}`,
          expiresInSeconds: LIFE_SECONDS,
        },
      }
    },
  }
  return {
    spent,
    oauth,
    whileAsking(act: () => Promise<void>) {
      whileAsking = act
    },
  }
}

function keeper(oauth: OAuthClient, workerId = 'worker', now = NOW): GrantKeeper {
  return {
    db,
    ring: RING,
    oauthClients: new Map([['ctrader', oauth]]),
    answers,
    clock: { now: () => now },
    workerId,
  }
}

function leaseOf() {
  return db.grant.findUniqueOrThrow({
    where: { connectionId },
    select: { refreshLeaseOwner: true, refreshLeaseUntil: true, refreshIntentAt: true },
  })
}
const NO_LEASE = { refreshLeaseOwner: null, refreshLeaseUntil: null, refreshIntentAt: null }

describe('a token that works', () => {
  test('is used as it is', async () => {
    await storeGrant(minutes(11))
    const { oauth, spent } = provider()
    const found = await accessTokenFor(keeper(oauth), connectionId)
    expect(found).toMatchObject({ accessToken: 'access-1', generation: 1 })
    expect(spent).toEqual([])
  })
})

describe('a token that is about to end', () => {
  test.each([9, 0, -600])('in %i minutes is renewed first', async (left) => {
    await storeGrant(minutes(left))
    const { oauth, spent } = provider()
    const found = await accessTokenFor(keeper(oauth), connectionId)
    expect(found).toMatchObject({ accessToken: 'access-2', generation: 2 })
    expect(spent).toEqual(['refresh-1'])
    expect(await readGrant(db, RING, connectionId)).toMatchObject({
      refreshToken: 'refresh-2',
      accessTokenExpiresAt: new Date(NOW.getTime() + LIFE_SECONDS * 1000),
      renewedAt: NOW,
    })
    expect(await leaseOf()).toEqual(NO_LEASE)
    expect(await db.connectionEvent.findMany({ where: { connectionId } })).toMatchObject([
      { kind: 'renewed' },
    ])
  })

  test('is renewed once for twenty callers in four processes, and all get the new one', async () => {
    await storeGrant(minutes(-1))
    const { oauth, spent } = provider()
    const callers = Array.from({ length: 20 }, (_, i) => keeper(oauth, `worker-${i % 4}`))
    const found = await Promise.all(callers.map((each) => accessTokenFor(each, connectionId)))
    expect(spent).toEqual(['refresh-1'])
    for (const each of found) expect(each).toMatchObject({ accessToken: 'access-2', generation: 2 })
  })
})

describe('a token that cTrader refused', () => {
  test('is renewed although it has not ended', async () => {
    await storeGrant(minutes(9_999))
    const { oauth } = provider()
    const found = await accessTokenFor(keeper(oauth), connectionId, 1)
    expect(found).toMatchObject({ accessToken: 'access-2' })
  })

  test('is not renewed again when somebody has renewed it since', async () => {
    await storeGrant(minutes(9_999))
    await storeGrant(minutes(9_999), 2)
    const { oauth, spent } = provider()
    const found = await accessTokenFor(keeper(oauth), connectionId, 1)
    expect(found).toMatchObject({ accessToken: 'access-2', generation: 2 })
    expect(spent).toEqual([])
  })
})

describe('an answer that is not a pair', () => {
  test('a definite no ends the grant', async () => {
    await storeGrant(minutes(0))
    const no = {
      kind: 'refused',
      errorCode: 'ACCESS_DENIED',
      description: 'Access denied',
    } as const
    const { oauth } = provider(no)
    await expect(accessTokenFor(keeper(oauth), connectionId)).rejects.toMatchObject({
      failureClass: 'reconnect-required',
      providerCode: 'ACCESS_DENIED',
    })
    expect(await leaseOf()).toEqual(NO_LEASE)
  })

  test('a definite no to a pair that was replaced meanwhile does not count', async () => {
    await storeGrant(minutes(0))
    const asked = provider({ kind: 'refused', errorCode: 'ACCESS_DENIED', description: null })
    asked.whileAsking(() => storeGrant(minutes(9_999), 5))
    const found = await accessTokenFor(keeper(asked.oauth), connectionId)
    expect(found).toMatchObject({ accessToken: 'access-5', generation: 2 })
  })

  test('“not now” keeps the grant and its refresh token', async () => {
    await storeGrant(minutes(0))
    const { oauth } = provider({ kind: 'not-now', errorCode: 'HTTP_429' })
    await expect(accessTokenFor(keeper(oauth), connectionId)).rejects.toMatchObject({
      failureClass: 'retry-later',
    })
    expect(await leaseOf()).toEqual(NO_LEASE)
    expect(await readGrant(db, RING, connectionId)).toMatchObject({ refreshToken: 'refresh-1' })
    // The token was not spent at the provider, so a fresh one takes it.
    expect(await accessTokenFor(keeper(provider().oauth), connectionId)).toMatchObject({
      accessToken: 'access-2',
    })
  })

  test('no readable answer keeps the grant, and the intent stays on record', async () => {
    await storeGrant(minutes(0))
    const { oauth } = provider({ kind: 'unknown', errorCode: 'UNREACHABLE' })
    await expect(accessTokenFor(keeper(oauth), connectionId)).rejects.toMatchObject({
      failureClass: 'retry-later',
    })
    expect(await leaseOf()).toEqual({ ...NO_LEASE, refreshIntentAt: NOW })
    expect(await readGrant(db, RING, connectionId)).toMatchObject({ generation: 1 })
  })

  test('an answer that was lost is settled by the next try: a definite no', async () => {
    await storeGrant(minutes(0))
    const { oauth } = provider({ kind: 'unknown', errorCode: 'UNREACHABLE' })
    await expect(accessTokenFor(keeper(oauth), connectionId)).rejects.toThrow()
    await expect(accessTokenFor(keeper(oauth), connectionId)).rejects.toMatchObject({
      failureClass: 'reconnect-required',
    })
  })
})

describe('another process that is renewing', () => {
  test('is waited for, and its pair is used', async () => {
    await storeGrant(minutes(0))
    await db.grant.update({
      where: { connectionId },
      data: { refreshLeaseOwner: 'other', refreshLeaseUntil: minutes(1) },
    })
    const { oauth, spent } = provider()
    const waiting = accessTokenFor(keeper(oauth), connectionId)
    await storeGrant(minutes(9_999), 2)
    expect(await waiting).toMatchObject({ accessToken: 'access-2' })
    expect(spent).toEqual([])
  })

  test('that died is taken over when its lease has ended', async () => {
    await storeGrant(minutes(0))
    await db.grant.update({
      where: { connectionId },
      data: {
        refreshLeaseOwner: 'dead',
        refreshLeaseUntil: minutes(-1),
        refreshIntentAt: minutes(-2),
      },
    })
    const { oauth, spent } = provider()
    expect(await renewGrant(keeper(oauth), connectionId, 1)).toMatchObject({ generation: 2 })
    expect(spent).toEqual(['refresh-1'])
    expect(await leaseOf()).toEqual(NO_LEASE)
  })
})

describe('no grant', () => {
  test('asks for a new consent', async () => {
    await storeGrant(minutes(0))
    await forgetGrant(db, connectionId)
    await expect(accessTokenFor(keeper(provider().oauth), connectionId)).rejects.toMatchObject({
      providerCode: 'NO_GRANT',
      failureClass: 'reconnect-required',
    })
  })

  test('that is forgotten during the refresh stays forgotten', async () => {
    await storeGrant(minutes(0))
    const asked = provider()
    asked.whileAsking(() => forgetGrant(db, connectionId))
    await expect(accessTokenFor(keeper(asked.oauth), connectionId)).rejects.toMatchObject({
      providerCode: 'NO_GRANT',
    })
    expect(await readGrant(db, RING, connectionId)).toBeNull()
  })
})

describe('an answer whose way into the database is barred', () => {
  /** The pair arrives, and then the database does not answer. */
  async function renewWithoutDatabase(oauth: OAuthClient) {
    const broken = keeper(oauth)
    const transaction = () => Promise.reject(new Error('the database is gone'))
    const db = new Proxy(broken.db, {
      get: (target, name) => (name === '$transaction' ? transaction : Reflect.get(target, name)),
    })
    await expect(renewGrant({ ...broken, db }, connectionId, 1)).rejects.toThrow('gone')
  }
  const later = minutes(2)

  test('is kept on disk, sealed, and saved by the next renewal without asking again', async () => {
    await storeGrant(minutes(-1))
    const { oauth, spent } = provider()
    await renewWithoutDatabase(oauth)
    const bytes = await readFile(
      path.join(folder, `${nameOfRefresh(connectionId, 1)}.sealed`),
      'utf8',
    )
    expect(bytes).not.toContain('refresh-2')
    const found = await accessTokenFor(keeper(oauth, 'other', later), connectionId)
    expect(found).toMatchObject({ accessToken: 'access-2', generation: 2 })
    expect(spent).toEqual(['refresh-1'])
    expect(await readdir(folder)).toEqual([])
  })

  test('is saved by the next start, even where the connection was declared over', async () => {
    await storeGrant(minutes(-1))
    const { oauth } = provider()
    await renewWithoutDatabase(oauth)
    await db.connection.update({
      where: { id: connectionId },
      data: { refusedAt: NOW, refusalCode: 'ANSWER_LOST' },
    })
    expect(await settleKeptAnswers(keeper(oauth))).toBe(1)
    expect(await readGrant(db, RING, connectionId)).toMatchObject({ refreshToken: 'refresh-2' })
    const connection = await db.connection.findUniqueOrThrow({ where: { id: connectionId } })
    expect(connection).toMatchObject({ refusedAt: null, refusalCode: null })
    expect(await settleKeptAnswers(keeper(oauth))).toBe(0)
  })

  test('counts for nothing when it is cut off, of another key, or of another grant', async () => {
    await storeGrant(minutes(-1))
    const { oauth } = provider()
    await renewWithoutDatabase(oauth)
    const name = nameOfRefresh(connectionId, 1)
    const file = path.join(folder, `${name}.sealed`)
    const whole = await readFile(file, 'utf8')
    await writeFile(file, whole.slice(0, -9))
    expect(await answers.find(name)).toBeNull()
    await writeFile(file, whole)
    const stranger = new KeptAnswers(folder, [{ id: 'k', key: randomBytes(32) }])
    expect(await stranger.find(name)).toBeNull()
    await writeFile(path.join(folder, 'refresh-other-1.sealed'), whole)
    expect(await answers.find('refresh-other-1')).toBeNull()
    expect(await answers.find(name)).toMatchObject({ refreshToken: 'refresh-2' })
  })
})

test('a refusal after an answer that never came says that the answer was lost', async () => {
  await storeGrant(minutes(-1))
  const { oauth } = provider({ kind: 'unknown', errorCode: 'UNREACHABLE' })
  await expect(renewGrant(keeper(oauth), connectionId, 1)).rejects.toMatchObject({
    providerCode: 'UNREACHABLE',
    failureClass: 'retry-later',
  })
  await expect(renewGrant(keeper(oauth), connectionId, 1)).rejects.toMatchObject({
    providerCode: 'ANSWER_LOST',
    failureClass: 'reconnect-required',
  })
})
