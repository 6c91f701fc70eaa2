import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { claim } from './claim'
import { assertHeld, LeaseLost } from './finish'
import type { AgendaKind } from './kinds'
import { holdSlot, releaseSlot } from './slots'
import { wish } from './wish'

const NOW = new Date('2026-06-01T12:00:00Z')
const WORKERS = Array.from({ length: 8 }, (_, i) => `worker-${i}`)

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
beforeEach(async () => {
  await db.slot.deleteMany()
})

function later(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1000)
}

function hold(owner: string, slots: number, now = NOW) {
  return holdSlot(db, { owner, slots, now })
}

describe('slots', () => {
  test.each([1, 2, 5])(
    'of %i, never more are held, by workers that all ask at once',
    async (slots) => {
      for (let second = 0; second < 5; second += 1) {
        const held = await Promise.all(WORKERS.map((owner) => hold(owner, slots, later(second))))
        const numbers = held.flatMap((slot) => slot?.number ?? [])
        expect(new Set(numbers).size).toBe(numbers.length)
        expect(numbers.length).toBeLessThanOrEqual(slots)
        for (const number of numbers) expect(number).toBeLessThanOrEqual(slots)
      }
      // Whoever did not get one at first got one of those that were left.
      expect(await db.slot.count({ where: { leaseOwner: { not: null } } })).toBe(slots)
    },
  )

  test('are kept by their holders, with a new end each time', async () => {
    const first = await hold('a', 3)
    await hold('b', 3)
    for (const second of [2, 4, 20])
      expect(await hold('a', 3, later(second))).toEqual({
        number: first?.number,
        until: later(second + 5),
      })
    expect(await db.slot.count({ where: { leaseOwner: 'a' } })).toBe(1)
  })

  test('are free when they are given back, or when their holder is gone', async () => {
    await hold('a', 1)
    expect(await hold('b', 1, later(5))).toBeNull()
    expect(await hold('b', 1, later(5.001))).toMatchObject({ number: 1 })
    expect(await hold('a', 1, later(6))).toBeNull()
    await releaseSlot(db, 'a')
    expect(await hold('c', 1, later(6))).toBeNull()
    await releaseSlot(db, 'b')
    expect(await hold('c', 1, later(6))).toMatchObject({ number: 1 })
  })

  test('bring along what their gone holder was reading, and nothing that spends a code or token', async () => {
    await hold('a', 1)
    const kinds: AgendaKind[] = ['account.sync', 'connection.check', 'connection.renew']
    for (const kind of kinds) await wish(db, kind, randomUUID(), NOW)
    const claimed = (owner: string, now: Date) => claim(db, { owner, kinds, limit: 9, now })
    const items = await claimed('a', NOW)
    expect(items).toHaveLength(3)

    expect(await hold('b', 1, later(4))).toBeNull()
    expect(await claimed('b', later(4))).toEqual([])
    await hold('b', 1, later(6))
    const inherited = await claimed('b', later(6))
    expect(inherited.map(({ kind }) => kind).sort()).toEqual(['account.sync', 'connection.check'])
    // The one before was only slow: what it would commit now is refused.
    for (const item of items.filter(({ kind }) => kind !== 'connection.renew'))
      await expect(assertHeld(db, item, 'a')).rejects.toThrow(LeaseLost)

    // Keeping it takes nothing from anybody, oneself included.
    await hold('b', 1, later(7))
    expect(await claimed('c', later(7))).toEqual([])
    await db.agendaItem.deleteMany()
  })

  test('that were taken away by the settings are not given out again', async () => {
    for (const owner of ['a', 'b', 'c']) await hold(owner, 3)
    await releaseSlot(db, 'c')
    expect(await hold('d', 2, later(1))).toBeNull()
    expect(await hold('c', 2, later(1))).toBeNull()
  })
})
