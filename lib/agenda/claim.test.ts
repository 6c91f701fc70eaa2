import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { type ClaimedItem, claim, LEASE_SECONDS, prolong } from './claim'
import { assertHeld } from './finish'
import { AGENDA_KINDS, type AgendaKind, kindsFor } from './kinds'
import { wish } from './wish'

const DUE = new Date('2026-06-01T12:00:00.000Z')
const ALL = kindsFor(true)

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
  await db.agendaItem.deleteMany()
})

function at(seconds: number): Date {
  return new Date(DUE.getTime() + seconds * 1000)
}

function claimAs(owner: string, now: Date, limit = 10, kinds: AgendaKind[] = ALL) {
  return claim(db, { owner, kinds, limit, now })
}

async function wishFor(kind: AgendaKind, dueAt = DUE): Promise<string> {
  const subjectId = randomUUID()
  await wish(db, kind, subjectId, dueAt)
  return subjectId
}

describe('due work', () => {
  test('is claimed when it is due, not a millisecond before', async () => {
    const subjectId = await wishFor('account.sync')
    expect(await claimAs('a', at(-0.001))).toEqual([])
    expect(await claimAs('a', DUE)).toMatchObject([
      { kind: 'account.sync', subjectId, attempts: 1, wishes: 1 },
    ])
  })

  test('is claimed most urgent first, then by how long it has been due', async () => {
    for (const kind of ALL) await wishFor(kind, at(-1))
    await wishFor('account.sync', at(-99))
    const kinds: AgendaKind[] = []
    for (let [item] = await claimAs('a', DUE, 1); item; [item] = await claimAs('a', DUE, 1))
      kinds.push(item.kind)
    expect([...kinds].sort()).toEqual([...ALL, 'account.sync'].sort())
    const priorities = kinds.map((kind) => AGENDA_KINDS[kind].priority)
    expect(priorities).toEqual([...priorities].sort((one, other) => one - other))
  })

  test('among equals, the one due longest goes first', async () => {
    await wishFor('account.sync', at(-1))
    const first = await wishFor('account.sync', at(-99))
    expect(await claimAs('a', DUE, 1)).toMatchObject([{ subjectId: first }])
  })

  test('that needs cTrader is left alone by a worker without a slot', async () => {
    await wishFor('account.sync')
    await wishFor('import.read')
    const kinds = (await claimAs('a', DUE, 10, kindsFor(false))).map(({ kind }) => kind)
    expect(kinds).toEqual(['import.read'])
  })
})

describe('a lease', () => {
  test('keeps others away until it ends, and counts every attempt', async () => {
    await wishFor('account.sync')
    await claimAs('a', DUE)
    expect(await claimAs('b', at(LEASE_SECONDS))).toEqual([])
    expect(await claimAs('b', at(LEASE_SECONDS + 0.001))).toMatchObject([{ attempts: 2 }])
  })

  test('is prolonged without waiting for a row that a step holds at this moment', async () => {
    for (const dueAt of [at(0), at(0)]) await wish(db, 'account.sync', randomUUID(), dueAt)
    const [held, other] = await claim(db, { owner: 'a', kinds: ALL, limit: 2, now: at(0) })
    if (!held || !other) throw new Error('Two were due')
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "AgendaItem" WHERE "id" = ${held.id} FOR UPDATE`
      const ids = [held.id, other.id]
      expect(await prolong(db, { owner: 'a', ids, now: at(20) })).toEqual([other.id])
    })
  })

  test('lasts as long as it is prolonged, and only its holder can do that', async () => {
    await wishFor('account.sync')
    const [item] = (await claimAs('a', DUE)) as ClaimedItem[] as [ClaimedItem]
    expect(await prolong(db, { owner: 'b', ids: [item.id], now: at(20) })).toEqual([])
    expect(await prolong(db, { owner: 'a', ids: [item.id], now: at(20) })).toEqual([item.id])
    expect(await claimAs('b', at(20 + LEASE_SECONDS))).toEqual([])

    await claimAs('b', at(21 + LEASE_SECONDS))
    expect(await prolong(db, { owner: 'a', ids: [item.id], now: at(99) })).toEqual([])
  })
})

test('leases are kept without waiting for a step that is just being committed', async () => {
  await wishFor('account.sync', at(0))
  await wishFor('connection.check', at(0))
  const [busy, idle] = await claimAs('a', DUE, 2)
  if (!busy || !idle) throw new Error('Both were due')
  const ids = [busy.id, idle.id]
  const kept = await db.$transaction(async (tx) => {
    await assertHeld(tx, busy, 'a')
    return prolong(db, { owner: 'a', ids, now: at(20) })
  })
  expect(kept).toEqual([idle.id])
  expect((await prolong(db, { owner: 'a', ids, now: at(21) })).sort()).toEqual(ids.sort())
})

describe('eight claimers at once', () => {
  test('share all due work: each item once, no claim larger than asked', async () => {
    const due: string[] = []
    for (let i = 0; i < 200; i += 1) due.push(await wishFor('account.sync', at(-(i % 7))))
    const later = await wishFor('account.sync', at(1))

    const claimed: string[] = []
    const claimer = async (owner: string) => {
      for (let batch = [] as ClaimedItem[]; ; ) {
        batch = await claimAs(owner, DUE, 3)
        if (batch.length === 0) return
        expect(batch.length).toBeLessThanOrEqual(3)
        claimed.push(...batch.map(({ subjectId }) => subjectId))
      }
    }
    await Promise.all(Array.from({ length: 8 }, (_, i) => claimer(`worker-${i}`)))
    expect(claimed.sort()).toEqual(due.sort())
    expect(claimed).not.toContain(later)
  })
})

describe('a session whose time zone is not UTC', () => {
  // In 2026, clocks there go forward on 8 March and back on 1 November.
  const INSTANTS = [
    '2026-06-01T12:00:00.000Z',
    '2026-03-08T06:59:59.999Z',
    '2026-03-08T07:30:00.000Z',
    '2026-11-01T05:30:00.000Z',
    '2026-11-01T06:30:00.000Z',
  ]
  let newYork: Database

  beforeAll(() => {
    const url = new URL(database.url)
    url.searchParams.set('options', '-c TimeZone=America/New_York')
    newYork = connectDatabase(url.href)
  })
  afterAll(() => newYork.$disconnect())

  test.each(INSTANTS)('wishes and claims by the instant: %s', async (text) => {
    const due = new Date(text)
    for (const [wisher, claimer] of [
      [newYork, newYork],
      [newYork, db],
      [db, newYork],
    ] as const) {
      await db.agendaItem.deleteMany()
      await wish(wisher, 'account.sync', randomUUID(), due)
      const before = new Date(due.getTime() - 1)
      const asked = { owner: 'a', kinds: ALL, limit: 1 }
      expect(await claim(claimer, { ...asked, now: before })).toEqual([])
      expect(await claim(claimer, { ...asked, now: due })).toHaveLength(1)
      expect(await claimer.agendaItem.findFirst()).toMatchObject({
        dueAt: due,
        leaseUntil: new Date(due.getTime() + LEASE_SECONDS * 1000),
      })
    }
  })
})
