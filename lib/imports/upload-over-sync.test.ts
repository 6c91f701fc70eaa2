import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { importCountsInWords } from '@/lib/domain/import-counts-words'
import { requestCommit } from './request-commit'
import { showImport } from './show-import'
import {
  exportFile,
  type Habit,
  type JournalFeed,
  journalFeed,
  type Truth,
} from './testing/journal-feed'

const NAMED: Habit = { withIds: true, withOpening: true, withComment: false, wholeSeconds: false }

let database: TestDatabase
let db: Database
let feed: JournalFeed

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
  feed = journalFeed(db)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

const truth = (index: number): Truth => ({
  dealId: BigInt(10_000 + index),
  positionId: BigInt(index + 1),
  at: index * 1_000,
  cents: 100 + index,
})
const truths = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => truth(from + index))

test('an upload over synced history says what is here, what is new and what differs, field by field', async () => {
  const journal = await feed.makeJournal()
  const synced = truths(0, 814)
  const other = synced.slice(0, 2).map((one) => ({ ...one, cents: one.cents - 350 }))
  const fresh = truths(814, 37)
  await feed.sync(journal, synced)
  const text = exportFile([...other, ...synced.slice(2), ...fresh], NAMED)
  const importId = await feed.upload(journal, text)
  await feed.work()
  const show = (verdict?: 'differs') => showImport(db, { actor: journal.actor, importId, verdict })
  const view = await show()
  expect(view.counts && importCountsInWords(view.counts)).toBe(
    '812 already here, 37 new, 2 differ.',
  )
  const { rows } = await show('differs')
  expect(rows.map(({ differences, repeats }) => [differences, repeats?.deal.net.amount])).toEqual([
    [[{ field: 'net', ours: '1', file: '-2.5' }], '1'],
    [[{ field: 'net', ours: '1.01', file: '-2.49' }], '1.01'],
  ])

  // A sync that brings some of the new ones meanwhile: the plan is made anew, and nothing is there twice.
  await requestCommit(db, { actor: journal.actor, importId, now: new Date() })
  await Promise.all([feed.sync(journal, fresh.slice(0, 30)), feed.work()])
  await feed.work()
  const closings = { accountId: journal.accountId, net: { not: null } }
  expect(await db.deal.count({ where: closings })).toBe(814 + 37)
  const kept = await db.deal.findMany({
    where: { ...closings, dealId: { in: [10_000n, 10_001n] } },
  })
  expect(kept.map(({ net }) => net?.toFixed(2)).sort()).toEqual(['1.00', '1.01'])
})

test.each([
  [{ alreadyHere: 0, new: 1, differs: 1 }, '1 new, 1 differs.'],
  [{ alreadyHere: 1_812, new: 0, problems: 3 }, '1,812 already here, 0 new, 3 cannot be read.'],
  [{ problems: 1 }, '0 already here, 0 new, 1 cannot be read.'],
  [{ alreadyHere: 2, fills: 1 }, '2 already here, 0 new. 1 deal that is here gets details.'],
  [{ alreadyHere: 2, fills: 2 }, '2 already here, 0 new. 2 deals that are here get details.'],
])('%o is said as “%s”', (some, words) => {
  const none = {
    new: 0,
    newTrades: 0,
    alreadyHere: 0,
    differs: 0,
    problems: 0,
    notTrades: 0,
    fills: 0,
  }
  expect(importCountsInWords({ ...none, ...some })).toBe(words)
})
