import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { wish } from '@/lib/agenda/wish'
import { writeArchive } from '@/lib/archive/write-archive'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { makeFileDeal } from '@/lib/domain/testing/deals'
import { exportTrades } from '@/lib/export/export-trades'
import type { Actor } from '@/lib/identity/sessions'
import { rejectedRows } from '@/lib/imports/rejected-rows'
import { listImports, showImport } from '@/lib/imports/show-import'
import { uploadImport } from '@/lib/imports/upload-import'
import { listAccounts } from '@/lib/journal/accounts'
import { balanceStatement } from '@/lib/journal/balance-statement'
import { calendar } from '@/lib/journal/calendar'
import { CompareQuery, compare } from '@/lib/journal/compare'
import { CostsQuery, costsReport } from '@/lib/journal/costs-report'
import { accountCoverage } from '@/lib/journal/coverage'
import { dashboard } from '@/lib/journal/dashboard'
import { explainRun } from '@/lib/journal/explain-run'
import { chance, discipline, FiguresQuery } from '@/lib/journal/figures-report'
import { journalFilters } from '@/lib/journal/journal-filters'
import { ActivityQuery, listActivity } from '@/lib/journal/list-activity'
import { listTrades } from '@/lib/journal/list-trades'
import { OutlookQuery, outlook } from '@/lib/journal/outlook'
import { ReportQuery, report } from '@/lib/journal/report'
import { showTrade, TradeListing } from '@/lib/journal/show-trade'
import { TradePageQuery, tradePage } from '@/lib/journal/trade-page'
import { addRows } from '@/lib/ledger/testing/add-rows'
import { listTags } from '@/lib/notes/list-tags'
import { tagTrades } from '@/lib/notes/tag-trades'
import {
  lookAtBalance,
  lookAtOverview,
  lookAtTrade,
  lookAtTrades,
} from '@/lib/support/look-in/looks'
import { deleteTrades } from './delete-trades'
import { listStoredAccounts } from './list-stored-accounts'
import { purgeTrades } from './purge-trades'
import { restoreTrades } from './restore-trades'

const NAME = 'Quillfeather'
const SYMBOL = 'QUILLUSD'
const NOW = new Date('2026-11-02T10:00:00Z')
const DAY_MS = 24 * 60 * 60_000

let database: TestDatabase
let db: Database
let actor: Actor
let accountId: string
let importId: string
let tradeId: string
let runId: string
/** Of somebody of the staff whom the trader allows to look at the journal. */
let lookIn: { actor: Actor; lookInId: string; now: Date }

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  actor = await makeActor()
  const account = await db.tradingAccount.create({
    data: { userId: actor.userId, source: 'FILE', name: NAME, currency: 'EUR' },
  })
  accountId = account.id
  const run = await db.run.create({
    data: { userId: actor.userId, accountId, kind: 'IMPORT', trigger: 'upload' },
  })
  runId = run.id
  await db.$transaction((tx) =>
    addRows(tx, { userId: actor.userId, accountId, runId }, [makeFileDeal({ symbol: SYMBOL })]),
  )
  tradeId = (await db.trade.findFirstOrThrow({ where: { accountId } })).id
  const tagging = { tradeIds: [tradeId], add: [SYMBOL], remove: [] }
  await tagTrades(db, { actor, tagging, now: NOW })
  const bytes = Buffer.from('a file')
  const upload = { actor, accountId, fileName: `${NAME}.csv`, bytes, now: NOW }
  importId = (await uploadImport(db, upload)).importId
  const staff = { ...(await makeActor()), role: 'SUPPORT' } as const
  const { id: lookInId } = await db.lookIn.create({
    data: {
      userId: actor.userId,
      staffId: staff.userId,
      connectionId: randomUUID(),
      reason: 'Ticket 12',
      minutes: 30,
      askedAt: NOW,
      answerBy: new Date(NOW.getTime() + DAY_MS),
      allowedAt: NOW,
      endsAt: new Date(NOW.getTime() + DAY_MS),
    },
  })
  lookIn = { actor: staff, lookInId, now: NOW }
  // As it stands once it was read, with a row that could not be.
  const preview = { counts: { problems: 1 }, assumptions: [], headers: ['Symbol'] }
  await db.importFile.update({ where: { id: importId }, data: { preview } })
  await db.importRow.create({
    data: { importFileId: importId, line: 2, verdict: 'problem', detail: { cells: [SYMBOL] } },
  })
})

async function makeActor(): Promise<Actor> {
  const email = `${randomUUID()}@example.test`
  const user = await db.user.create({ data: { email, passwordHash: 'none' } })
  return { userId: user.id, sessionId: randomUUID(), role: 'TRADER', email, timeZone: 'UTC' }
}

const listed = TradePageQuery.parse({})

/** What every route that reads a journal answers. One that is added has to be added here as well. */
const READS: Record<string, () => Promise<unknown>> = {
  accounts: () => listAccounts(db, { actor }),
  'accounts/[accountId]/balance': () =>
    balanceStatement(db, { actor, accountId, page: 1, show: 'all' }),
  'accounts/[accountId]/coverage': () => accountCoverage(db, { actor, accountId, now: NOW }),
  activity: () => listActivity(db, { actor, query: ActivityQuery.parse({}) }),
  'activity/[runId]': () => explainRun(db, { actor, runId }),
  'export/archive': archiveText,
  'export/trades.csv': () => all(exportTrades(db, { actor, filter: {} })),
  dashboard: () => dashboard(db, { actor, query: { basis: 'net' } }),
  calendar: () => calendar(db, { actor, query: { from: '2026-01-01', to: '2026-12-31' } }),
  imports: () => listImports(db, { actor }),
  'imports/[importId]': () => showImport(db, { actor, importId }),
  'imports/[importId]/rejected.csv': async () => {
    const { lines } = await rejectedRows(db, { actor, importId })
    return all(lines)
  },
  'journal/filters': () => journalFilters(db, { actor }),
  reports: () => report(db, { actor, query: ReportQuery.parse({}) }),
  'reports/chance': () => chance(db, { actor, query: FiguresQuery.parse({}) }),
  'reports/compare': () => compare(db, { actor, query: CompareQuery.parse({ aSymbol: SYMBOL }) }),
  'reports/costs': () => costsReport(db, { actor, query: CostsQuery.parse({}) }),
  'reports/discipline': () => discipline(db, { actor, query: FiguresQuery.parse({}) }),
  'reports/outlook': () => outlook(db, { actor, query: OutlookQuery.parse({}) }),
  tags: () => listTags(db, { actor }),
  trades: () => listTrades(db, { actor, query: listed }),
  'support/look-ins/[lookInId]/accounts/[accountId]/balance': () =>
    lookAtBalance(db, { ...lookIn, accountId, page: 1 }),
  'support/look-ins/[lookInId]/overview': () => lookAtOverview(db, lookIn),
  'support/look-ins/[lookInId]/trades': () =>
    lookAtTrades(db, { ...lookIn, query: { ...listed, page: 1 } }),
  'support/look-ins/[lookInId]/trades/[tradeId]': () => lookAtTrade(db, { ...lookIn, tradeId }),
  'trades/rows': () => tradePage(db, { actor, query: listed }),
  'trades/[tradeId]': () => showTrade(db, { actor, tradeId, listing: TradeListing.parse({}) }),
}

/** Routes whose business it is to show a deleted account, or that show none at all. */
const NO_JOURNAL = [
  'day-notes/[day]',
  'archives',
  'bundle',
  'auth/[...nextauth]',
  'connections',
  'connections/[connectionId]',
  'connections/[connectionId]/test',
  'connections/callback',
  'connections/platforms',
  'health',
  'health/live',
  'incidents',
  'look-ins',
  'metrics',
  'operator/health',
  'operator/outbox',
  'operator/people',
  'operator/set-aside',
  'saved-filters',
  'session',
  'settings/accounts',
  'settings/break-even',
  'settings/staff-actions',
  'support/connections/[connectionId]',
  'support/connections/[connectionId]/coverage',
  'support/connections/[connectionId]/test',
  'support/incidents',
  'support/look-ins/[lookInId]',
  'support/search',
]

/** What tells of the trade in answers that name neither account nor symbol. */
const WITHOUT_NAMES: Record<string, RegExp> = {
  calendar: /"trades":1/,
  dashboard: /"trades":1/,
  'reports/chance': /"trades":1/,
  'reports/compare': /"used":1/,
  'reports/discipline': /"trades":1/,
  'reports/outlook': /"currency":"EUR"/,
}

async function all(lines: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const line of lines) text += line
  return text
}

/** Everything that stands in the archive, as text. */
async function archiveText(): Promise<string> {
  const pieces: Uint8Array[] = []
  const sink = async (bytes: Uint8Array) => {
    pieces.push(bytes)
  }
  await writeArchive(db, { actor, now: NOW, sink })
  const entries = unzipSync(Buffer.concat(pieces))
  return Object.values(entries)
    .map((bytes) => Buffer.from(bytes).toString())
    .join()
}

async function answers(): Promise<Record<string, string>> {
  const entries = Object.entries(READS).map(async ([route, read]) => {
    const answer = await read().catch((error: { code?: string }) => error.code)
    return [route, JSON.stringify(answer)] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

const deletion = (typed = NAME) => deleteTrades(db, { actor, accountId, typed, now: NOW })

describe('the trades of an account, deleted', () => {
  test('every route that reads is known to this test', () => {
    const api = path.resolve(import.meta.dirname, '../../app/api')
    const routes = readdirSync(api, { recursive: true, encoding: 'utf8' })
      .filter((file) => path.basename(file) === 'route.ts')
      .filter((file) => /\bGET\b/.test(readFileSync(path.join(api, file), 'utf8')))
      .map((file) => path.dirname(file))
    expect(routes.sort()).toEqual([...Object.keys(READS), ...NO_JOURNAL].sort())
  })

  test('are in no answer any more, and all back after Restore', async () => {
    const before = await answers()
    for (const [route, answer] of Object.entries(before))
      expect(answer, route).toMatch(WITHOUT_NAMES[route] ?? /Quillfeather|QUILLUSD/)

    await deletion()
    for (const [route, answer] of Object.entries(await answers())) {
      expect(answer, route).not.toContain(NAME)
      expect(answer, route).not.toContain(SYMBOL)
      expect(answer, route).not.toContain(accountId)
    }
    const { currencies, hasTrades, reconciliation } = await dashboard(db, {
      actor,
      query: { basis: 'net' },
    })
    expect({ currencies, hasTrades, reconciliation }).toEqual({
      currencies: [],
      hasTrades: false,
      reconciliation: [],
    })
    const filtered = { ...listed, account: accountId }
    expect((await listTrades(db, { actor, query: filtered })).total).toBe(0)
    const upload = { actor, accountId, fileName: 'x.csv', bytes: Buffer.from('x'), now: NOW }
    await expect(uploadImport(db, upload)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const stored = await listStoredAccounts(db, { actor })
    expect(stored.accounts).toMatchObject([{ name: NAME, deletedAt: NOW.toISOString() }])

    await restoreTrades(db, { actor, accountId, now: new Date(NOW.getTime() + 6 * DAY_MS) })
    expect(await answers()).toEqual(before)
    expect(
      await db.agendaItem.count({ where: { kind: 'account.purge', subjectId: accountId } }),
    ).toBe(0)
  })

  test('only when its name is typed, and by nobody else', async () => {
    await expect(deletion('quillfeather')).rejects.toMatchObject({ code: 'BAD_INPUT' })
    const stranger = await makeActor()
    const theirs = { actor: stranger, accountId, now: NOW }
    for (const attempt of [
      () => deleteTrades(db, { ...theirs, typed: NAME }),
      () => restoreTrades(db, theirs),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await listTrades(db, { actor, query: listed })).total).toBe(1)
  })

  test('are removed for good after seven days, and not an hour before', async () => {
    await deletion()
    await purgeAt(7 * DAY_MS - 3_600_000)
    expect(await db.trade.count({ where: { accountId } })).toBe(1)
    await purgeAt(7 * DAY_MS)
    const of = { where: { accountId } }
    const left = [db.trade.count(of), db.deal.count(of), db.importFile.count(of), db.run.count(of)]
    expect(await Promise.all(left)).toEqual([0, 0, 0, 0])
    expect(await db.tradingAccount.count({ where: { id: accountId } })).toBe(0)
    expect((await listStoredAccounts(db, { actor })).accounts).toEqual([])
  })

  test('cannot be restored when the seven days are over, even if nothing was removed yet', async () => {
    await deletion()
    const now = new Date(NOW.getTime() + 7 * DAY_MS)
    await expect(restoreTrades(db, { actor, accountId, now })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })

  test('and restored are not removed by what was planned', async () => {
    await deletion()
    await restoreTrades(db, { actor, accountId, now: NOW })
    await wish(db, 'account.purge', accountId, NOW)
    await purgeAt(8 * DAY_MS)
    expect(await db.trade.count({ where: { accountId } })).toBe(1)
  })
})

/** Does the planned work as a worker would at that moment. */
async function purgeAt(afterMs: number): Promise<void> {
  const workerId = randomUUID()
  const item = await db.agendaItem.update({
    where: { kind_subjectId: { kind: 'account.purge', subjectId: accountId } },
    data: { leaseOwner: workerId },
  })
  const clock = { now: () => new Date(NOW.getTime() + afterMs) }
  await purgeTrades({ db, clock, workerId }, { ...item, kind: 'account.purge' })
}
