import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestJoin } from '@/lib/accounts/request-join'
import { bringArchive } from '@/lib/archive/bring-archive'
import { writeArchive } from '@/lib/archive/write-archive'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { exportTrades } from '@/lib/export/export-trades'
import type { Actor } from '@/lib/identity/sessions'
import { createAccount, listAccounts } from '@/lib/journal/accounts'
import { CalendarQuery, calendar } from '@/lib/journal/calendar'
import { DashboardQuery, dashboard } from '@/lib/journal/dashboard'
import { journalFilters } from '@/lib/journal/journal-filters'
import { listTrades } from '@/lib/journal/list-trades'
import { ReportQuery, report } from '@/lib/journal/report'
import { TradePageQuery } from '@/lib/journal/trade-page'
import { changeChoices } from './change-choices'
import { requestCommit } from './request-commit'
import { showImport } from './show-import'
import { exportFile, type JournalFeed, journalFeed } from './testing/journal-feed'

const CBOT = readFileSync(
  new URL('../../e2e/files/ok/cbot-history-answered.csv', import.meta.url),
  'utf8',
)
const REAL = exportFile([{ dealId: 1n, positionId: 1n, at: 0, cents: 1_000 }], {
  withIds: false,
  withOpening: true,
  withComment: false,
  wholeSeconds: false,
})
const NAME = 'Backtest (simulated)'

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

async function makeAccount(actor: Actor, name: string, simulated = false): Promise<string> {
  const { account } = await createAccount(db, { actor, name, currency: 'USD', simulated })
  return account.id
}

async function upload(actor: Actor, accountId: string, text: string) {
  const importId = await feed.upload({ actor, accountId }, text)
  await feed.work()
  return importId
}

async function addSimulated(actor: Actor, accountId: string): Promise<string> {
  const importId = await upload(actor, accountId, CBOT)
  await changeChoices(db, { actor, importId, choices: { simulated: true }, now: new Date() })
  await feed.work()
  await requestCommit(db, { actor, importId, now: new Date() })
  await feed.work()
  return importId
}

/** Every sum and list of a journal, of all accounts or of one. */
async function seen(actor: Actor, account?: string) {
  const year = { account, from: '2026-01-01', to: '2026-12-31' }
  const board = await dashboard(db, { actor, query: DashboardQuery.parse({ account }) })
  const list = await listTrades(db, { actor, query: TradePageQuery.parse({ account }) })
  const month = await calendar(db, { actor, query: CalendarQuery.parse(year) })
  const bySymbol = await report(db, { actor, query: ReportQuery.parse({ account }) })
  let csv = ''
  for await (const lines of exportTrades(db, { actor, filter: { account } })) csv += lines
  return {
    dashboard: board.currencies.map(({ trades }) => trades),
    list: list.total,
    sums: list.totals.map(({ net }) => net.amount),
    calendar: month.currencies.map(({ whole }) => whole.trades),
    report: bySymbol.currencies.map(({ total }) => total.trades),
    csv: csv.trimEnd().split('\r\n').length - 1,
  }
}

const of = (trades: number, net: string) => ({
  dashboard: [trades],
  list: trades,
  sums: [net],
  calendar: [trades],
  report: [trades],
  csv: trades,
})

test('simulated trades are in no sum and no list until their account is asked for', async () => {
  const actor = await feed.makeActor()
  const real = await makeAccount(actor, 'Real')
  const backtest = await makeAccount(actor, 'Backtest', true)
  await feed.add({ actor, accountId: real }, REAL)
  await addSimulated(actor, backtest)

  expect(await seen(actor)).toEqual(of(1, '10'))
  expect(await seen(actor, real)).toEqual(of(1, '10'))
  expect(await seen(actor, backtest)).toEqual(of(2, '14'))
})

test('a simulated account says so wherever it is named', async () => {
  const actor = await feed.makeActor()
  const backtest = await makeAccount(actor, 'Backtest', true)
  const importId = await addSimulated(actor, backtest)
  const { accounts } = await listAccounts(db, { actor })
  expect(accounts).toMatchObject([{ name: NAME, simulated: true }])
  expect((await journalFilters(db, { actor })).accounts).toMatchObject([
    { name: NAME, simulated: true },
  ])
  expect((await showImport(db, { actor, importId })).accountName).toBe(NAME)
  const query = TradePageQuery.parse({ account: backtest })
  const { rows } = await listTrades(db, { actor, query })
  expect(new Set(rows.map(({ accountName }) => accountName))).toEqual(new Set([NAME]))
})

test('an empty account becomes a simulated one with its first simulated trades, and files that wait for it are looked at again', async () => {
  const actor = await feed.makeActor()
  const accountId = await makeAccount(actor, 'Backtest')
  const waiting = await upload(actor, accountId, REAL)
  const before = await showImport(db, { actor, importId: waiting })
  expect(before).toMatchObject({ status: 'ready', accountName: 'Backtest' })

  await addSimulated(actor, accountId)
  const after = await showImport(db, { actor, importId: waiting })
  expect(after).toMatchObject({ status: 'ready', accountName: NAME })
  expect(after.checks).toContainEqual({
    level: 'warning',
    text: expect.stringContaining('counts in no figure of your real accounts'),
  })
})

test('simulated trades never come into an account of real ones', async () => {
  const actor = await feed.makeActor()
  const accountId = await makeAccount(actor, 'Real')
  // The preview was made while the account was empty.
  const importId = await upload(actor, accountId, CBOT)
  await changeChoices(db, { actor, importId, choices: { simulated: true }, now: new Date() })
  await feed.work()
  const real = await feed.add({ actor, accountId }, REAL)
  await requestCommit(db, { actor, importId, now: new Date() })
  await feed.work()

  const view = await showImport(db, { actor, importId })
  expect(view.status).toBe('refused')
  expect(view.refusal?.body).toContain('holds trades that were really made')
  expect(await db.deal.count({ where: { accountId } })).toBe(1)
  expect(await db.tradingAccount.findUnique({ where: { id: accountId } })).toMatchObject({
    simulated: false,
  })

  // Undone, the real ones can still be restored.
  await feed.undo({ actor, accountId }, real)
  const again = await upload(actor, accountId, CBOT)
  expect((await showImport(db, { actor, importId: again })).status).toBe('refused')
})

test('a simulated account is joined with no linked one, and it says why', async () => {
  const { actor, accountId } = await feed.makeJournal()
  const { id: connectionId } = await db.connection.create({ data: { userId: actor.userId } })
  await db.tradingAccount.update({
    where: { id: accountId },
    data: { connectionId, environment: 'LIVE', login: 5501n },
  })
  const fileAccountId = await makeAccount(actor, 'Backtest', true)
  const now = new Date()
  await expect(
    db.$transaction((tx) => requestJoin(tx, { actor, accountId, fileAccountId, now })),
  ).rejects.toMatchObject({
    code: 'CONFLICT',
    message:
      '“Backtest” holds simulated trades, which were never made on Live 5501. They stay two accounts.',
  })
})

test('an archive brings a simulated account back as one', async () => {
  const actor = await feed.makeActor()
  await addSimulated(actor, await makeAccount(actor, 'Backtest', true))
  const pieces: Uint8Array[] = []
  const sink = async (bytes: Uint8Array) => void pieces.push(bytes)
  await writeArchive(db, { actor, now: new Date(), sink })

  const other = await feed.makeActor()
  await bringArchive(db, {
    actor: other,
    fileName: 'journal.zip',
    bytes: Buffer.concat(pieces),
    now: new Date(),
  })
  await feed.work()
  const [account] = (await listAccounts(db, { actor: other })).accounts
  expect(account).toMatchObject({ name: NAME, simulated: true })
  expect(await seen(other)).toMatchObject({ list: 0, dashboard: [] })
  expect(await seen(other, account?.id)).toEqual(of(2, '14'))
})
