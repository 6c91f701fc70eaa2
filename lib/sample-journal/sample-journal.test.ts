import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import type { Actor } from '@/lib/identity/sessions'
import { type JournalFeed, journalFeed } from '@/lib/imports/testing/journal-feed'
import { createAccount, listAccounts } from '@/lib/journal/accounts'
import { DashboardQuery, dashboard } from '@/lib/journal/dashboard'
import { addSampleJournal } from './add-sample-journal'
import { removeSampleJournal } from './remove-sample-journal'

const NOW = new Date()

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

const tradesOf = async (actor: Actor, account?: string) =>
  (await dashboard(db, { actor, query: DashboardQuery.parse({ account }) })).currencies.map(
    ({ trades }) => trades,
  )

test('a newcomer sees it at once, and beside own accounts only when asked for', async () => {
  const actor = await feed.makeActor()
  const { accountId } = await addSampleJournal(db, { actor, now: NOW })
  await feed.work()
  const [trades = 0] = await tradesOf(actor)
  expect(trades).toBeGreaterThan(80)

  await createAccount(db, { actor, name: 'Mine', currency: 'USD' })
  expect(await tradesOf(actor)).toEqual([])
  expect(await tradesOf(actor, accountId)).toEqual([trades])
  const { accounts } = await listAccounts(db, { actor })
  expect(accounts.map(({ name }) => name)).toEqual(['Mine'])
})

test('is there once, whatever is pressed twice, and gone without a trace', async () => {
  const actor = await feed.makeActor()
  const stranger = await feed.makeActor()
  const theirs = await addSampleJournal(db, { actor: stranger, now: NOW })
  const added = await Promise.all([1, 2, 3].map(() => addSampleJournal(db, { actor, now: NOW })))
  await feed.work()
  expect(new Set(added.map(({ accountId }) => accountId)).size).toBe(1)
  const again = await addSampleJournal(db, { actor, now: NOW })
  await feed.work()
  expect(again.accountId).toBe(added[0]?.accountId)
  const [trades] = await tradesOf(actor)
  expect(await tradesOf(stranger)).toEqual([trades])

  await removeSampleJournal(db, { actor })
  await removeSampleJournal(db, { actor })
  const { userId } = actor
  expect(await db.trade.count({ where: { userId } })).toBe(0)
  expect(await db.importFile.count({ where: { userId } })).toBe(0)
  expect(await db.run.count({ where: { userId } })).toBe(0)
  expect(await db.dailyResult.count({ where: { userId } })).toBe(0)
  expect(await tradesOf(stranger, theirs.accountId)).toEqual([trades])
})

test('deleted like another account, it comes back new', async () => {
  const actor = await feed.makeActor()
  const { accountId } = await addSampleJournal(db, { actor, now: NOW })
  await feed.work()
  await db.tradingAccount.update({ where: { id: accountId }, data: { deletedAt: NOW } })
  const again = await addSampleJournal(db, { actor, now: NOW })
  await feed.work()
  expect(again.accountId).not.toBe(accountId)
  expect((await tradesOf(actor))[0]).toBeGreaterThan(80)
})
