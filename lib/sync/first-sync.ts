import { recordEvent } from '@/lib/connections/record-event'
import type { Transaction } from '@/lib/db/client'
import { cashFlowPeriods } from '@/lib/domain/balance-chain'
import { Dec } from '@/lib/domain/decimal'
import { historyStart } from '@/lib/domain/history-start'
import { olderWindow, type SyncWindow, windowsOf } from '@/lib/domain/sync-window'
import { balanceEntries } from '@/lib/ledger/balance-entries'
import { reconcileAccount } from '@/lib/ledger/reconcile'
import { recordCashFlows } from '@/lib/ledger/record-cash-flows'
import { noteHistoryLimit } from './note-history-limit'
import { readAhead, takeWindow } from './read-ahead'
import { saveSymbols } from './read-symbols'
import { endRun, recordWindow, type SyncStep, saveStep } from './sync-step'

// A first sync begins with the present and works its way back week by week, so the journal is
// useful at once. Then it reads the cash operations that the balances show to be there.

/** Who the account is and which symbols it has; history is read backwards from this moment. */
export async function beginFirstSync(step: SyncStep): Promise<void> {
  const { account, context, reader } = step
  const now = context.clock.now()
  const facts = await reader.facts()
  const symbols = await reader.symbols()
  await saveStep(step, 'first', async (tx) => {
    await tx.tradingAccount.update({
      where: { id: account.id },
      data: { ...facts, balanceAt: now, historyFrom: now, syncedThrough: now },
    })
    await saveSymbols(tx, account.id, symbols)
    return now
  })
}

export async function readOlderDeals(step: SyncStep, window: SyncWindow): Promise<void> {
  const fetched = await takeWindow(step, window)
  const next = olderWindow(window.from, historyStart(step.account))
  if (next) readAhead(step, next)
  await saveStep(step, 'first', async (tx, runId) => {
    await recordWindow(tx, step, runId, fetched)
    await tx.tradingAccount.update({
      where: { id: step.account.id },
      data: { historyFrom: window.from },
    })
    return step.context.clock.now()
  })
}

/** The next windows of cash operations, newest first; without one left the first sync is complete. */
export async function readOlderCashFlow(step: SyncStep, syncedThrough: Date): Promise<void> {
  const { account, context, reader } = step
  const windows = await nextCashFlowWindows(step, account.cashFlowFrom ?? syncedThrough)
  const oldest = windows.at(-1)
  const answers = await Promise.all(windows.map((window) => reader.cashOperations(window)))
  await saveStep(step, 'first', async (tx, runId) => {
    const now = context.clock.now()
    if (oldest) {
      await recordCashFlows(tx, { accountId: account.id, runId, entries: answers.flat() })
      await tx.tradingAccount.update({
        where: { id: account.id },
        data: { cashFlowFrom: oldest.from },
      })
      return now
    }
    if (await isOlderWanted(tx, account.id)) return now
    await tx.tradingAccount.update({ where: { id: account.id }, data: { backfilledAt: now } })
    await noteHistoryLimit(tx, account.id, now)
    await reconcileAccount(tx, account.id, now)
    await endRun(tx, runId, now)
    await announceWhenAllAreComplete(tx, account.connectionId)
    // What happened since the first sync began is read right away.
    return now
  })
}

/** The trader may have asked for more while this step was reading: then it is not complete. */
async function isOlderWanted(tx: Transaction, accountId: string): Promise<boolean> {
  const account = await tx.tradingAccount.findUniqueOrThrow({ where: { id: accountId } })
  return (
    account.historyFrom !== null && olderWindow(account.historyFrom, historyStart(account)) !== null
  )
}

/** Finding the windows reads the whole chain of balances, so one step takes a few of them. */
const CASH_FLOW_WINDOWS = 5

/**
 * The newest windows in which the balances show cash operations. One that is part of a longer
 * period comes last: what it brings may explain the rest of that period.
 */
async function nextCashFlowWindows(
  { account, context }: SyncStep,
  until: Date,
): Promise<SyncWindow[]> {
  const oldest = historyStart(account)
  if (until <= oldest) return []
  const periods = cashFlowPeriods(await balanceEntries(context.db, account.id), {
    from: oldest,
    to: until,
    startKnown: false,
    reportedBalance: new Dec(account.balance?.toString() ?? 0),
    reportedVersion: account.balanceVersion,
  })
  const older = periods
    .filter(({ from }) => from < until)
    .sort((a, b) => b.to.getTime() - a.to.getTime())
  const windows: SyncWindow[] = []
  for (const { from, to } of older.slice(0, CASH_FLOW_WINDOWS)) {
    const [newest, ...rest] = windowsOf({ from, to: to < until ? to : until })
    if (newest) windows.push(newest)
    if (rest.length > 0) break
  }
  return windows
}

async function announceWhenAllAreComplete(tx: Transaction, connectionId: string): Promise<void> {
  const unfinished = await tx.tradingAccount.count({
    where: { connectionId, followedAt: { not: null }, missingSince: null, backfilledAt: null },
  })
  if (unfinished === 0)
    await recordEvent(tx, { connectionId, kind: 'first-sync-finished', actor: 'worker' })
}
