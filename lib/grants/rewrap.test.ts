import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { SOAK_FACTOR } from '@/lib/domain/testing/soak-runs'
import { VaultError } from './key-ring'
import { readGrant, replacePair, rewrapGrants, storeNewGrant } from './vault'

const NOW = new Date('2026-04-01T08:00:00Z')
const OLD = { id: 'old', key: randomBytes(32) }
const NEW = { id: 'new', key: randomBytes(32) }
const GRANTS = Math.min(100 * SOAK_FACTOR, 2_000)

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

function pair(name: string) {
  return {
    accessToken: `access-${name}`,
    refreshToken: `refresh-${name}`,
    accessTokenExpiresAt: new Date('2026-05-01T08:00:00Z'),
  }
}

test(`${GRANTS} grants change their key while others renew them; the old key opens none afterwards`, async () => {
  const user = await db.user.create({
    data: {
      email: 'rewrap@example.test',
      passwordHash: 'none',
      connections: { create: Array.from({ length: GRANTS }, () => ({})) },
    },
    include: { connections: true },
  })
  const ids = user.connections.map(({ id }) => id)
  for (const connectionId of ids)
    await storeNewGrant(db, [OLD], { connectionId, ...pair('1'), scope: 'accounts', now: NOW })

  const renewals = ids
    .filter((_, index) => index % 3 === 0)
    .map(
      (connectionId) => () =>
        replacePair(db, [NEW, OLD], {
          connectionId,
          expectedGeneration: 1,
          ...pair('2'),
          now: NOW,
        }),
    )
  const renewing = (async () => {
    for (const renew of renewals) expect(await renew()).toBe(true)
  })()
  await Promise.all([rewrapGrants(db, [NEW, OLD]), renewing])
  expect(await rewrapGrants(db, [NEW, OLD])).toBe(0)

  for (const [index, connectionId] of ids.entries()) {
    const opened = await readGrant(db, [NEW], connectionId)
    expect(opened?.refreshToken).toBe(index % 3 === 0 ? 'refresh-2' : 'refresh-1')
    await expect(readGrant(db, [OLD], connectionId)).rejects.toThrow(VaultError)
  }
})

test('two grants whose sealed tokens were swapped open neither', async () => {
  const user = await db.user.create({
    data: { email: 'swap@example.test', passwordHash: 'none', connections: { create: [{}, {}] } },
    include: { connections: true },
  })
  const [one = '', other = ''] = user.connections.map(({ id }) => id)
  for (const connectionId of [one, other])
    await storeNewGrant(db, [NEW], { connectionId, ...pair('1'), scope: 'accounts', now: NOW })
  const { wrappedDataKey, sealedAccessToken, sealedRefreshToken } =
    await db.grant.findUniqueOrThrow({ where: { connectionId: other } })
  await db.grant.update({
    where: { connectionId: one },
    data: { wrappedDataKey, sealedAccessToken, sealedRefreshToken },
  })
  await expect(readGrant(db, [NEW], one)).rejects.toThrow(VaultError)
})
