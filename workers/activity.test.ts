import { afterAll, beforeAll, expect, test } from 'vitest'
import { ledgerOf } from '@/e2e/steps/provider'
import { chooseAccounts } from '@/lib/connections/choose-accounts'
import { fetchOlderHistory } from '@/lib/connections/fetch-older-history'
import { requestSync } from '@/lib/connections/request-sync'
import { stopSyncing } from '@/lib/connections/stop-syncing'
import { Dec } from '@/lib/domain/decimal'
import { runOutcome } from '@/lib/domain/run-words'
import type { ActivityRowView } from '@/lib/domain/views/activity'
import type { Actor } from '@/lib/identity/sessions'
import { requestCommit } from '@/lib/imports/request-commit'
import { showImport } from '@/lib/imports/show-import'
import { uploadImport } from '@/lib/imports/upload-import'
import { createAccount } from '@/lib/journal/accounts'
import { BalanceQuery, balanceStatement } from '@/lib/journal/balance-statement'
import { accountCoverage } from '@/lib/journal/coverage'
import { explainRun } from '@/lib/journal/explain-run'
import { ActivityQuery, listActivity } from '@/lib/journal/list-activity'
import { type JournalStack, startJournalStack, waitFor } from '@/workers/testing/journal-stack'

const BEN = 41_000_201

let stack: JournalStack

beforeAll(async () => {
  stack = await startJournalStack()
  await stack.startWorker()
})
afterAll(() => stack.stop())

function activity(actor: Actor, query: Record<string, string> = {}) {
  return listActivity(stack.db, { actor, query: ActivityQuery.parse(query) })
}

function coverageOf(actor: Actor, accountId: string) {
  return accountCoverage(stack.db, { actor, accountId, now: new Date() })
}

function complete(accountId: string) {
  return waitFor(
    'the history that is wanted',
    () => stack.db.tradingAccount.findUniqueOrThrow({ where: { id: accountId } }),
    ({ backfilledAt }) => backfilledAt !== null,
    ({ historyFrom, cashFlowFrom }) => `${historyFrom} ${cashFlowFrom}`,
  )
}

/** Follows ben's account with the newest third of its history only. */
async function followFromADay(actor: Actor) {
  const connectionId = await stack.authorise(actor, 'ben')
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  const { id: accountId } = await stack.db.tradingAccount.findFirstOrThrow({
    where: { connectionId, ctidTraderAccountId: BEN },
  })
  const ledger = await ledgerOf(stack.mock.controlUrl, BEN)
  const closings = ledger.positions.map(({ closedAt }) => closedAt).sort()
  const from = closings[Math.floor((closings.length * 2) / 3)]?.slice(0, 10) ?? ''
  await chooseAccounts(stack.db, {
    actor,
    connectionId,
    accountIds: [accountId],
    historyFrom: from,
    now: new Date(),
  })
  await complete(accountId)
  return { connectionId, accountId, from }
}

test('history from a day on, then all of it: equal to the ledger, reconciled, nothing twice', async () => {
  const [actor, stranger] = [await stack.makeActor(), await stack.makeActor()]
  const { connectionId, accountId, from } = await followFromADay(actor)
  const older = { accountId, executedAt: { lt: new Date(from) } }
  expect(await stack.db.deal.count({ where: older })).toBe(0)
  expect(await stack.db.deal.count({ where: { accountId } })).toBeGreaterThan(0)

  const begun = await stack.db.tradingAccount.findUniqueOrThrow({ where: { id: accountId } })
  expect([begun.reconciledAt === null, begun.breakAmount]).toEqual([false, null])
  // What was there before is a part of the balance, so that the sum still comes out.
  const { parts, explained, reconciliation } = await balanceStatement(stack.db, {
    actor,
    accountId,
    ...BalanceQuery.parse({}),
  })
  expect(parts[0]).toMatchObject({ kind: 'opening', count: 1 })
  expect(new Dec(explained.amount).toFixed(2)).toBe(
    new Dec(reconciliation?.balance?.amount ?? 0).toFixed(2),
  )

  const part = await coverageOf(actor, accountId)
  expect(part.history).toMatchObject({ from, wantedFrom: from, canFetch: true, underWay: false })
  for (const { month, kind, cures } of part.months)
    if (month < from.slice(0, 7)) {
      expect(['gap', 'before']).toContain(kind)
      if (kind === 'gap') expect(cures).toEqual(['fetch', 'upload'])
    } else if (month > from.slice(0, 7)) expect(['synced', 'quiet']).toContain(kind)
  const gaps = part.months.filter(({ kind }) => kind === 'gap').length
  expect(gaps).toBeGreaterThan(1)

  const ask = (asking: Actor, day: string | null) =>
    fetchOlderHistory(stack.db, { actor: asking, accountId, from: day, now: new Date() })
  await expect(ask(stranger, null)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(ask(actor, from)).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(ask(actor, '2999-01-01')).rejects.toMatchObject({ code: 'BAD_INPUT' })

  // Long enough on its way to be stopped there, however fast this machine is.
  await stack.control('POST', 'faults', {
    endpoint: 'ProtoOADealListReq',
    kind: 'delay',
    ms: 5_000,
  })
  // A double click asks once.
  await Promise.all([ask(actor, null), ask(actor, null)])
  expect((await coverageOf(actor, accountId)).history.canFetch).toBe(false)
  // Stopped on the way and asked for again, it goes on where it was.
  await stopSyncing(stack.db, { actor, connectionId, now: new Date() })
  const [stopped] = (await activity(actor, { outcome: 'cancelled' })).rows
  expect(stopped && runOutcome(stopped, String).text).toBe('Stopped by you; what came in stays')
  await stack.control('DELETE', 'faults')
  await ask(actor, null)
  const account = await complete(accountId)
  expect(account.historyWantedFrom).toBeNull()
  expect(account.historyFrom).toEqual(account.registeredAt)
  expect(account.reconciledAt).not.toBeNull()
  expect(account.breakAmount).toBeNull()

  const { positions } = await ledgerOf(stack.mock.controlUrl, BEN)
  const trades = await stack.db.trade.findMany({ where: { accountId, closed: true } })
  expect(trades.map(({ net }) => new Dec(net.toString()).toFixed(2)).sort()).toEqual(
    positions.map(({ net }) => new Dec(net).toFixed(2)).sort(),
  )
  const flows = await stack.db.cashFlow.count({ where: { accountId } })
  expect(flows).toBe((await stack.ledger(BEN)).cashFlows.length)

  const whole = await coverageOf(actor, accountId)
  expect(new Set(whole.months.map(({ kind }) => kind))).not.toContain('gap')
  expect(whole.months.reduce((sum, { closings }) => sum + closings, 0)).toBe(
    await stack.db.deal.count({ where: { accountId, net: { not: null } } }),
  )
  await expect(ask(actor, null)).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(coverageOf(stranger, accountId)).rejects.toMatchObject({ code: 'NOT_FOUND' })

  // A check that finds nothing is a success, and says since when.
  await stack.waitForState(actor, connectionId, 'healthy')
  await requestSync(stack.db, { actor, connectionId, now: new Date() })
  const [check] = await waitFor(
    'the check',
    async () => (await activity(actor)).rows,
    ([newest]) => newest?.trigger === 'user' && newest.outcome === 'completed',
    ([newest]) => `${newest?.trigger} ${newest?.outcome}`,
  )
  expect(check && runOutcome(check, () => 'then').text).toBe('No new trades since then')
  const triggers = (await activity(actor)).rows.map(({ trigger }) => trigger)
  expect(triggers).toEqual(expect.arrayContaining(['first', 'older', 'user']))
  const { events } = await stack.show(actor, connectionId)
  expect(events.map(({ text }) => text).join()).toMatch(/the whole history of Demo 5602/)
  expect(await stack.violations()).toBe(0)
}, 240_000)

const HEADER =
  'Deal ID,Symbol,Opening Direction,Opening time (UTC+3),Closing Time (UTC+3),Entry price,Closing price,Closing Quantity,Net USD'
const ROWS = [
  'DID101,EURUSD,Buy,14 Jan 2026 08:10:00.125,14 Jan 2026 09:15:42.118,1.08420,1.08520,0.3 Lots,28.20',
  'DID102,EURUSD,Buy,14 Mar 2026 08:10:00.125,14 Mar 2026 09:15:42.118,1.08420,1.08520,0.3 Lots,28.20',
  'DID103,EURUSD,Buy,15 Mar 2026 08:10:00.125,31 Feb 2026 09:15:42.118,1.08420,1.08520,0.3 Lots,4711.47',
]

function untilStatus(actor: Actor, importId: string, wanted: string) {
  return waitFor(
    `the file to be ${wanted}`,
    () => showImport(stack.db, { actor, importId }),
    ({ status }) => status === wanted,
    ({ status }) => status,
  )
}

async function uploadRows(actor: Actor, accountId: string, rows: string[]): Promise<string> {
  const { importId } = await uploadImport(stack.db, {
    actor,
    accountId,
    fileName: 'private-name.csv',
    bytes: Buffer.from([HEADER, ...rows].join('\n')),
    now: new Date(),
  })
  await untilStatus(actor, importId, 'ready')
  return importId
}

async function commit(actor: Actor, importId: string): Promise<void> {
  await requestCommit(stack.db, { actor, importId, now: new Date() })
  await untilStatus(actor, importId, 'done')
}

async function commitFile(actor: Actor, accountId: string, rows: string[]): Promise<string> {
  const importId = await uploadRows(actor, accountId, rows)
  await commit(actor, importId)
  return importId
}

test('files stand in the same list, with reasons by cause and nothing of a row in the report', async () => {
  const [actor, stranger] = [await stack.makeActor(), await stack.makeActor()]
  const { account } = await createAccount(stack.db, { actor, name: 'File', currency: 'USD' })
  const importId = await commitFile(actor, account.id, ROWS)
  await commitFile(actor, account.id, ROWS.slice(0, 1))

  const { rows } = await activity(actor)
  expect(rows.map((row) => runOutcome(row, String).text)).toEqual([
    'Nothing new in the file',
    '2 new deals, 1 row not read',
  ])
  const first = rows[1] as ActivityRowView
  expect(first).toMatchObject({
    kind: 'import',
    trigger: 'upload',
    file: { importId },
    coveredFrom: '2026-01-14T06:15:42.118Z',
    coveredTo: '2026-03-14T06:15:42.118Z',
  })

  const detail = await explainRun(stack.db, { actor, runId: first.id })
  expect(detail.reasons).toEqual([
    {
      text: 'A date does not exist',
      count: 1,
      cure: { text: 'Correct the dates in place.', at: 'import' },
    },
    { text: 'New', count: 2, cure: null },
  ])
  expect(detail.report).toContain('1 × A date does not exist')
  expect(detail.report).not.toMatch(/4711|31 Feb|private-name|EURUSD/)
  await expect(explainRun(stack.db, { actor: stranger, runId: first.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })

  const { months } = await coverageOf(actor, account.id)
  expect(months.slice(0, 4).map(({ kind }) => kind)).toEqual(['file', 'file', 'file', 'gap'])
  expect(months[3]?.cures).toEqual(['upload'])
}, 60_000)

test('a file that could not be added stands in the list, and so does the try that could', async () => {
  const actor = await stack.makeActor()
  const { account } = await createAccount(stack.db, { actor, name: 'File', currency: 'USD' })
  const importId = await uploadRows(actor, account.id, ROWS.slice(0, 1))
  await stack.db.importFile.update({ where: { id: importId }, data: { state: 'COMMITTING' } })
  await stack.db.agendaItem.create({
    data: { kind: 'import.commit', subjectId: importId, dueAt: new Date(), attempts: 4 },
  })
  await untilStatus(actor, importId, 'failed')
  const [failed] = (await activity(actor, { outcome: 'failed' })).rows
  const { reasons } = await explainRun(stack.db, { actor, runId: failed?.id ?? '' })
  expect(reasons).toHaveLength(1)
  expect(reasons[0]?.cure?.at).toBe('import')

  await commit(actor, importId)
  expect((await activity(actor)).rows.map(({ outcome }) => outcome)).toEqual([
    'completed',
    'failed',
  ])
}, 60_000)

test('the list goes on from where a page ended, and shows a trader only their own', async () => {
  const actor = await stack.makeActor()
  const stranger = await stack.makeActor()
  const startedAt = new Date('2026-07-14T10:40:00.007Z')
  const runs = Array.from({ length: 7 }, (_, index) => ({
    userId: actor.userId,
    kind: index % 3 === 0 ? ('IMPORT' as const) : ('SYNC' as const),
    trigger: 'schedule',
    outcome: index % 2 === 0 ? ('COMPLETED' as const) : ('CANCELLED' as const),
    // Several of one millisecond: the id decides.
    startedAt: new Date(startedAt.getTime() + Math.floor(index / 4)),
  }))
  await stack.db.run.createMany({ data: runs })
  await stack.db.run.create({ data: { userId: stranger.userId, kind: 'SYNC', trigger: 'first' } })

  const all = (await activity(actor)).rows.map(({ id }) => id)
  expect(all).toHaveLength(7)
  const paged: string[] = []
  for (let before: string | null = ''; before !== null; ) {
    const page = await activity(actor, { limit: '2', ...(before ? { before } : {}) })
    paged.push(...page.rows.map(({ id }) => id))
    before = page.older
  }
  expect(paged).toEqual(all)
  const count = async (query: Record<string, string>) => (await activity(actor, query)).rows.length
  expect(await count({ source: 'file' })).toBe(3)
  expect(await count({ source: 'sync' })).toBe(4)
  expect(await count({ outcome: 'cancelled' })).toBe(3)
  expect(await count({ before: 'nonsense', outcome: 'nonsense' })).toBe(7)
  expect(await count({ account: actor.userId })).toBe(0)
})
