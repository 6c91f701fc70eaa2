import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { keyOfPosition } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'
import { makeClosing, makeDeal } from '@/lib/domain/testing/deals'
import type { Actor } from '@/lib/identity/sessions'
import { type Journal, type JournalFeed, journalFeed } from '@/lib/imports/testing/journal-feed'
import { lockAccount } from '@/lib/ledger/lock-account'
import { recordDeals } from '@/lib/ledger/record-deals'
import { keepDayNote } from '@/lib/notes/day-note'
import { CalendarQuery, calendar } from './calendar'

let database: TestDatabase
let db: Database
let feed: JournalFeed
let journal: Journal

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
  feed = journalFeed(db)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  journal = await feed.makeJournal()
})

/** Positions closed at these moments with these nets, in an account. */
async function record(accountId: string, closings: [closedAt: string, net: string][]) {
  await db.$transaction(async (tx) => {
    const { userId } = await lockAccount(tx, accountId)
    const run = await tx.run.create({
      data: { userId, accountId, kind: 'SYNC', trigger: 'schedule', outcome: 'COMPLETED' },
    })
    const deals = closings.map(([closedAt, net], index) => {
      const id = BigInt(index + 1)
      const amounts = { gross: new Dec(net), net: new Dec(net) }
      return makeDeal({
        dealId: id,
        positionId: id,
        positionKey: keyOfPosition(id),
        side: 'SELL',
        executedAt: new Date(closedAt),
        closing: makeClosing(amounts),
      })
    })
    await recordDeals(tx, { accountId, runId: run.id, deals })
  })
}

const show = (query: Record<string, string>) =>
  calendar(db, { actor: journal.actor, query: CalendarQuery.parse(query) })

const JULY = { from: '2026-06-29', to: '2026-08-02' }

describe('the calendar', () => {
  test('adds up days, whole weeks and months, and leaves out days without trades', async () => {
    await record(journal.accountId, [
      ['2026-06-30T10:00:00Z', '7'],
      ['2026-07-01T10:00:00Z', '10.10'],
      ['2026-07-01T12:00:00Z', '-0.20'],
      ['2026-07-31T12:00:00Z', '-5'],
      ['2026-08-03T00:00:00Z', '100'],
    ])
    expect(await show(JULY)).toEqual({
      currencies: [
        {
          currency: 'USD',
          digits: 2,
          days: [
            { day: '2026-06-30', net: '7', trades: 1, wins: 1, losses: 0 },
            { day: '2026-07-01', net: '9.9', trades: 2, wins: 1, losses: 1 },
            { day: '2026-07-31', net: '-5', trades: 1, wins: 0, losses: 1 },
          ],
          weeks: {
            '2026-06-29': { net: '16.9', trades: 3, days: 2 },
            '2026-07-27': { net: '-5', trades: 1, days: 1 },
          },
          months: {
            '2026-06': { net: '7', trades: 1, days: 1 },
            '2026-07': { net: '4.9', trades: 3, days: 2 },
          },
          whole: { net: '11.9', trades: 4, days: 3 },
        },
      ],
      notedDays: [],
      reach: { first: '2026-06-30', last: '2026-08-03' },
    })
  })

  test('names the days of the period that the trader wrote about', async () => {
    const { actor } = journal
    const { actor: stranger } = await feed.makeJournal()
    const write = (who: Actor, day: string, text: string) =>
      keepDayNote(db, { actor: who, day, change: { text }, now: new Date('2026-08-03T12:00:00Z') })
    await write(actor, '2026-08-02', 'Rested.')
    await write(actor, '2026-07-01', 'Two good ones.')
    await write(actor, '2026-08-03', 'After the period.')
    await write(stranger, '2026-07-02', 'Somebody else’s.')
    expect((await show(JULY)).notedDays).toEqual(['2026-07-01', '2026-08-02'])
    await write(actor, '2026-07-01', '')
    expect((await show(JULY)).notedDays).toEqual(['2026-08-02'])
  })

  test('never adds currencies together; the busiest comes first', async () => {
    const { id } = await db.tradingAccount.create({
      data: { userId: journal.actor.userId, source: 'FILE', name: 'Euros', currency: 'EUR' },
    })
    await record(journal.accountId, [['2026-07-01T10:00:00Z', '1']])
    await record(id, [
      ['2026-07-01T10:00:00Z', '2'],
      ['2026-07-02T10:00:00Z', '3'],
    ])
    const { currencies } = await show(JULY)
    expect(currencies.map(({ currency, whole }) => [currency, whole.net])).toEqual([
      ['EUR', '5'],
      ['USD', '1'],
    ])
    const { currencies: ofOne } = await show({ ...JULY, account: journal.accountId })
    expect(ofOne.map(({ currency }) => currency)).toEqual(['USD'])
  })

  test('shows nobody else’s days', async () => {
    const theirs = await feed.makeJournal()
    await record(theirs.accountId, [['2026-07-01T10:00:00Z', '1']])
    expect(await show(JULY)).toEqual({ currencies: [], notedDays: [], reach: null })
    expect(await show({ ...JULY, account: theirs.accountId })).toEqual({
      currencies: [],
      notedDays: [],
      reach: null,
    })
  })

  test.each([
    { from: '2026-01-01' },
    { from: '2026-02-01', to: '2026-01-01' },
    { from: '2020-01-01', to: '2026-01-01' },
    { from: '2026-02-30', to: '2026-03-01' },
  ])('%j is no period of it', (query) => {
    expect(CalendarQuery.safeParse(query).success).toBe(false)
  })
})
