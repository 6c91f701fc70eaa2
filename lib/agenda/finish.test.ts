import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { type ClaimedItem, claim, LEASE_SECONDS } from './claim'
import { finish, LeaseLost, postpone } from './finish'
import { unwish, wish } from './wish'

const NOW = new Date('2026-06-01T12:00:00Z')

let database: TestDatabase
let db: Database
let subjectId: string

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  await db.agendaItem.deleteMany()
  subjectId = randomUUID()
  await wish(db, 'account.sync', subjectId, NOW)
})

function later(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1000)
}

async function claimAs(owner: string, now = NOW): Promise<ClaimedItem> {
  const [item] = await claim(db, { owner, kinds: ['account.sync'], limit: 1, now })
  if (!item) throw new Error('Nothing was due')
  return item
}

function stored() {
  return db.agendaItem.findUnique({
    where: { kind_subjectId: { kind: 'account.sync', subjectId } },
  })
}

describe('work that is done', () => {
  test('is due again when it says, free for anybody', async () => {
    const item = await claimAs('a')
    await finish(db, item, { owner: 'a', nextAt: later(300), now: later(1), reason: 'ok' })
    expect(await stored()).toMatchObject({
      dueAt: later(300),
      leaseOwner: null,
      leaseUntil: null,
      attempts: 0,
      lastReason: 'ok',
    })
  })

  test('leaves the agenda when nothing is left to do', async () => {
    await finish(db, await claimAs('a'), { owner: 'a', nextAt: null, now: NOW })
    expect(await stored()).toBeNull()
  })
})

describe('a wish made while the work runs', () => {
  test.each([later(300), null])('makes it due at once instead of %s', async (nextAt) => {
    const item = await claimAs('a')
    await wish(db, 'account.sync', subjectId, later(1))
    await finish(db, item, { owner: 'a', nextAt, now: later(2) })
    expect(await stored()).toMatchObject({ dueAt: later(2), leaseOwner: null })
    expect((await claimAs('b', later(2))).wishes).toBe(2)
  })

  test('is answered by one more run, however many there were', async () => {
    const item = await claimAs('a')
    for (let i = 0; i < 3; i += 1) await wish(db, 'account.sync', subjectId, NOW)
    await finish(db, item, { owner: 'a', nextAt: null, now: NOW })
    await finish(db, await claimAs('a'), { owner: 'a', nextAt: null, now: NOW })
    expect(await stored()).toBeNull()
  })
})

describe('a wish', () => {
  test('makes one item of many, due by the earliest of them', async () => {
    await wish(db, 'account.sync', subjectId, later(99))
    await wish(db, 'account.sync', subjectId, later(-99))
    expect(await db.agendaItem.findMany()).toMatchObject([{ dueAt: later(-99), wishes: 3 }])
  })

  test('belongs to its transaction', async () => {
    const other = randomUUID()
    const failing = db.$transaction(async (tx) => {
      await wish(tx, 'account.sync', other, NOW)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await db.agendaItem.count({ where: { subjectId: other } })).toBe(0)
  })
})

describe('work that is not ours any more', () => {
  async function workAndFinish(item: ClaimedItem, owner: string) {
    await db.$transaction(async (tx) => {
      await tx.workerPresence.create({ data: { id: subjectId, startedAt: NOW, seenAt: NOW } })
      await finish(tx, item, { owner, nextAt: later(300), now: NOW })
    })
  }
  const traces = () => db.workerPresence.count({ where: { id: subjectId } })

  test('is rolled back with all it wrote when another has the lease', async () => {
    const item = await claimAs('a')
    const taken = await claimAs('b', later(LEASE_SECONDS + 1))
    await expect(workAndFinish(item, 'a')).rejects.toThrow(LeaseLost)
    expect(await traces()).toBe(0)
    expect(await stored()).toMatchObject({ leaseOwner: 'b' })
    await workAndFinish(taken, 'b')
    expect(await traces()).toBe(1)
  })

  test('is rolled back when its wish was taken back', async () => {
    const item = await claimAs('a')
    await unwish(db, 'account.sync', subjectId)
    await expect(workAndFinish(item, 'a')).rejects.toThrow(LeaseLost)
    expect(await traces()).toBe(0)
  })

  test('is finished only once', async () => {
    const item = await claimAs('a')
    const results = await Promise.allSettled([workAndFinish(item, 'a'), workAndFinish(item, 'a')])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('is not postponed either', async () => {
    const item = await claimAs('a')
    await claimAs('b', later(LEASE_SECONDS + 1))
    await postpone(db, item, { owner: 'a', now: NOW, reason: 'late' })
    expect(await stored()).toMatchObject({ leaseOwner: 'b', lastReason: null })
  })
})

describe('work that failed', () => {
  async function pauseAfter(attempts: number): Promise<number> {
    const item = { ...(await claimAs('a')), attempts }
    await postpone(db, item, { owner: 'a', now: NOW, reason: 'FAILED' })
    const row = await stored()
    expect(row).toMatchObject({ leaseOwner: null, leaseUntil: null, lastReason: 'FAILED' })
    await db.agendaItem.updateMany({ data: { dueAt: NOW } })
    return ((row?.dueAt.getTime() ?? 0) - NOW.getTime()) / 1000
  }

  test('is tried again after a pause that grows, up to a quarter of an hour', async () => {
    for (let attempts = 1; attempts < 30; attempts += 1) {
      const pause = await pauseAfter(attempts)
      const base = Math.min(900, 2 ** attempts)
      expect(pause).toBeGreaterThanOrEqual(0.79 * base)
      expect(pause).toBeLessThanOrEqual(1.21 * base)
    }
  })

  test('keeps its count of attempts, so that the pause goes on growing', async () => {
    const item = await claimAs('a')
    await postpone(db, item, { owner: 'a', now: NOW, reason: 'FAILED' })
    expect((await claimAs('a', later(60))).attempts).toBe(2)
  })

  test('waits for the provider’s own word when that is later', async () => {
    const item = await claimAs('a')
    await postpone(db, item, { owner: 'a', now: NOW, reason: 'M', notBefore: later(7_200) })
    expect(await stored()).toMatchObject({ dueAt: later(7_200) })
  })
})
