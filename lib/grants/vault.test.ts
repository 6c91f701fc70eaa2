import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { grantScope } from './grant-scope'
import { VaultError } from './key-ring'
import { forgetGrant, moveGrant, readGrant, replacePair, storeNewGrant } from './vault'

const NOW = new Date('2026-04-01T08:00:00Z')
const EXPIRES = new Date('2026-05-01T08:00:00Z')
const OLD_KEY = { id: 'old', key: randomBytes(32) }
const NEW_KEY = { id: 'new', key: randomBytes(32) }
const RING = [OLD_KEY]

let database: TestDatabase
let db: Database
let connectionId: string
let otherId: string

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

async function makeConnections() {
  const email = `${randomBytes(6).toString('hex')}@example.test`
  const user = await db.user.create({
    data: { email, passwordHash: 'none', connections: { create: [{}, {}] } },
    include: { connections: true },
  })
  const [one, other] = user.connections
  if (!one || !other) throw new Error('No connections')
  connectionId = one.id
  otherId = other.id
}

function pair(number: number) {
  return {
    accessToken: `access-${number}`,
    refreshToken: `refresh-${number}`,
    accessTokenExpiresAt: EXPIRES,
  }
}

function store(number: number, to = connectionId, ring = RING) {
  return storeNewGrant(db, ring, { ...pair(number), connectionId: to, scope: 'accounts', now: NOW })
}

function replace(number: number, expectedGeneration: number, ring = RING) {
  return replacePair(db, ring, { ...pair(number), connectionId, expectedGeneration, now: NOW })
}

describe('a grant', () => {
  test('is read as it was stored, and no column holds a token', async () => {
    await makeConnections()
    await store(1)
    expect(await readGrant(db, RING, connectionId)).toEqual({
      connectionId,
      ...pair(1),
      generation: 1,
      renewedAt: NOW,
    })
    const row = await db.grant.findUniqueOrThrow({ where: { connectionId } })
    for (const value of Object.values(row)) {
      const text =
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)
      expect(text).not.toMatch(/access-1|refresh-1/)
    }
    expect(await grantScope(db, connectionId)).toBe('accounts')
  })

  test('is none before it is stored and after it is forgotten', async () => {
    await makeConnections()
    expect(await readGrant(db, RING, connectionId)).toBeNull()
    await store(1)
    await forgetGrant(db, connectionId)
    expect(await readGrant(db, RING, connectionId)).toBeNull()
    expect(await grantScope(db, connectionId)).toBeNull()
  })

  test('does not open in another row, under another generation or with its fields exchanged', async () => {
    await makeConnections()
    await store(1)
    const row = await db.grant.findUniqueOrThrow({ where: { connectionId } })
    await db.grant.create({ data: { ...row, connectionId: otherId } })
    await expect(readGrant(db, RING, otherId)).rejects.toThrow(VaultError)

    const where = { connectionId }
    await db.grant.update({ where, data: { generation: 2 } })
    await expect(readGrant(db, RING, connectionId)).rejects.toThrow(VaultError)

    const { sealedAccessToken, sealedRefreshToken } = row
    await db.grant.update({
      where,
      data: {
        generation: 1,
        sealedAccessToken: sealedRefreshToken,
        sealedRefreshToken: sealedAccessToken,
      },
    })
    await expect(readGrant(db, RING, connectionId)).rejects.toThrow(VaultError)
  })

  test('and another one open neither when their sealed tokens were swapped', async () => {
    await makeConnections()
    await store(1)
    await store(2, otherId)
    const rows = await db.grant.findMany({
      where: { connectionId: { in: [connectionId, otherId] } },
    })
    for (const [at, from] of [rows, [...rows].reverse()].map(([a, b]) => [a, b] as const)) {
      if (!at || !from) throw new Error('Two grants were stored')
      const { wrappedDataKey, sealedAccessToken, sealedRefreshToken } = from
      await db.grant.update({
        where: { connectionId: at.connectionId },
        data: { wrappedDataKey, sealedAccessToken, sealedRefreshToken },
      })
    }
    await expect(readGrant(db, RING, connectionId)).rejects.toThrow(VaultError)
    await expect(readGrant(db, RING, otherId)).rejects.toThrow(VaultError)
  })
})

describe('a new consent', () => {
  test('replaces the pair, and a refresh that was under way cannot bring the old one back', async () => {
    await makeConnections()
    await store(1)
    await db.grant.update({
      where: { connectionId },
      data: { refreshLeaseOwner: 'w', refreshLeaseUntil: EXPIRES, refreshIntentAt: NOW },
    })
    await store(2)
    expect(await replace(3, 1)).toBe(false)
    expect(await readGrant(db, RING, connectionId)).toMatchObject({ ...pair(2), generation: 2 })
    expect(await db.grant.findUnique({ where: { connectionId } })).toMatchObject({
      refreshLeaseOwner: null,
      refreshLeaseUntil: null,
      refreshIntentAt: null,
    })
  })
})

describe('a refreshed pair', () => {
  test('is saved once, by whoever is first', async () => {
    await makeConnections()
    await store(1)
    const saved = await Promise.all([2, 3, 4, 5].map((number) => replace(number, 1)))
    expect(saved.filter(Boolean)).toHaveLength(1)
    const winner = saved.indexOf(true) + 2
    expect(await readGrant(db, RING, connectionId)).toMatchObject({
      ...pair(winner),
      generation: 2,
    })
  })

  test('is not saved when the grant is gone', async () => {
    await makeConnections()
    expect(await replace(2, 1)).toBe(false)
    expect(await readGrant(db, RING, connectionId)).toBeNull()
  })
})

describe('moving a grant to the connection its cTrader ID has already', () => {
  test('seals it anew there, above whatever was there, and leaves nothing behind', async () => {
    await makeConnections()
    await store(1, otherId)
    await store(2, otherId)
    await store(7)
    await moveGrant(db, RING, { from: connectionId, to: otherId, now: NOW })
    expect(await readGrant(db, RING, otherId)).toMatchObject({ ...pair(7), generation: 3 })
    expect(await readGrant(db, RING, connectionId)).toBeNull()
  })
})

describe('keys', () => {
  test('can be exchanged: the new one seals, the old one still opens', async () => {
    await makeConnections()
    await store(1)
    const both = [NEW_KEY, OLD_KEY]
    expect(await readGrant(db, both, connectionId)).toMatchObject(pair(1))
    expect(await replace(2, 1, both)).toBe(true)
    expect(await readGrant(db, [NEW_KEY], connectionId)).toMatchObject(pair(2))
  })

  test('that are missing or wrong open nothing', async () => {
    await makeConnections()
    await store(1)
    await expect(readGrant(db, [NEW_KEY], connectionId)).rejects.toThrow(VaultError)
    const impostor = [{ id: OLD_KEY.id, key: NEW_KEY.key }]
    await expect(readGrant(db, impostor, connectionId)).rejects.toThrow(VaultError)
  })
})
