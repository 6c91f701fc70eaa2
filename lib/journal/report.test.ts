import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import type { Actor } from '@/lib/identity/sessions'
import {
  exportFile,
  type Journal,
  type JournalFeed,
  journalFeed,
  type Truth,
} from '@/lib/imports/testing/journal-feed'
import { ReportQuery, report } from './report'

const DAY_MS = 86_400_000
/** A Tuesday and the day after, and the month after that. */
const TRUTHS: Truth[] = [
  { dealId: 1_001n, positionId: 1n, at: 0, cents: 1_000 },
  { dealId: 1_002n, positionId: 2n, at: DAY_MS, cents: -400 },
  { dealId: 1_003n, positionId: 3n, at: DAY_MS, cents: 600 },
  { dealId: 1_004n, positionId: 4n, at: 30 * DAY_MS, cents: -200 },
]

let database: TestDatabase
let db: Database
let feed: JournalFeed
let journal: Journal

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
  feed = journalFeed(db)
  journal = await feed.makeJournal()
  await feed.sync(journal, TRUTHS)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

async function asked(query: Record<string, string>, actor: Actor = journal.actor) {
  const { currencies, hasTrades } = await report(db, { actor, query: ReportQuery.parse(query) })
  const [only, ...others] = currencies
  expect(others).toEqual([])
  const plain = (rows: NonNullable<typeof only>['rows']) =>
    rows.map(({ name, trades, profit }) => [name, trades, Number(profit.amount)])
  return { only, hasTrades, rows: plain(only?.rows ?? []), total: plain(only ? [only.total] : []) }
}

test.each<[string, [string, number, number][]]>([
  ['symbol', [['EURUSD', 4, 10]]],
  ['direction', [['Long', 4, 10]]],
  [
    'weekday',
    [
      ['Tuesday', 1, 10],
      ['Wednesday', 2, 2],
      ['Thursday', 1, -2],
    ],
  ],
  [
    'month',
    [
      ['July 2026', 3, 12],
      ['August 2026', 1, -2],
    ],
  ],
])('by %s', async (by, rows) => {
  const found = await asked({ by })
  expect(found.rows).toEqual(rows)
  expect(found.total).toEqual([['All', 4, 10]])
})

test('figures are those of the sums, and none where there is nothing to divide by', async () => {
  const { only } = await asked({ by: 'weekday' })
  const [tuesday, wednesday] = only?.rows ?? []
  expect(tuesday).toMatchObject({
    wins: 1,
    losses: 0,
    payoff: { value: null },
    profitFactor: { value: null },
  })
  expect(tuesday?.winRate.value).toBe('1.0000')
  expect(wednesday).toMatchObject({ wins: 1, losses: 1 })
  expect(Number(wednesday?.profitFactor.value)).toBe(1.5)
  expect(Number(wednesday?.expectancy.value)).toBe(1)
})

test('the filter is that of every screen: account, symbol, days', async () => {
  const days = { by: 'month', from: '2026-07-15', to: '2026-07-31' }
  expect((await asked(days)).rows).toEqual([['July 2026', 2, 2]])
  expect((await asked({ by: 'month', symbol: 'XAUUSD' })).rows).toEqual([])
  const byAccount = await asked({ by: 'account', account: journal.accountId })
  expect(byAccount.only?.rows.map(({ key }) => key)).toEqual([journal.accountId])
})

test('what has no gross is left out before costs, and counted', async () => {
  const own = await feed.makeJournal()
  const [told, netOnly] = TRUTHS as [Truth, Truth]
  await feed.sync(own, [told])
  const habit = { withIds: false, withOpening: true, withComment: false, wholeSeconds: false }
  await feed.add(own, exportFile([netOnly], habit))
  const { only, rows } = await asked({ by: 'weekday', basis: 'gross' }, own.actor)
  expect(rows).toEqual([['Tuesday', 1, 10]])
  expect(only?.leftOut).toBe(1)
  expect((await asked({ by: 'weekday' }, own.actor)).total).toEqual([['All', 2, 6]])
})

test('somebody else sees nothing of it, whatever account they name', async () => {
  const { actor } = await feed.makeJournal()
  const found = await asked({ account: journal.accountId }, actor)
  expect(found).toMatchObject({ only: undefined, hasTrades: false })
})
