import { recordEvent } from '@/lib/connections/record-event'
import type { Transaction } from '@/lib/db/client'
import { cashFlowPeriods } from '@/lib/domain/balance-chain'
import { Dec } from '@/lib/domain/decimal'
import { type SyncWindow, windowsOf } from '@/lib/domain/sync-window'
import { balanceEntries } from '@/lib/ledger/balance-entries'
import { reconcileAccount } from '@/lib/ledger/reconcile'
import { recordCashFlows } from '@/lib/ledger/record-cash-flows'
import { saveSymbols } from './read-symbols'
import { endRun, fetchWindow, oldestOf, recordWindow, type SyncStep, saveStep } from './sync-step'

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
  const fetched = await fetchWindow(step, window)
  await saveStep(step, 'first', async (tx, runId) => {
    await recordWindow(tx, step, runId, fetched)
    await tx.tradingAccount.update({
      where: { id: step.account.id },
      data: { historyFrom: window.from },
    })
    return step.context.clock.now()
  })
}

/** One window of cash operations, newest first; without one left the first sync is complete. */
export async function readOlderCashFlow(step: SyncStep, syncedThrough: Date): Promise<void> {
  const { account, context, reader } = step
  const window = await nextCashFlowWindow(step, account.cashFlowFrom ?? syncedThrough)
  const entries = window ? await reader.cashOperations(window) : []
  await saveStep(step, 'first', async (tx, runId) => {
    const now = context.clock.now()
    if (window) {
      await recordCashFlows(tx, { accountId: account.id, runId, entries })
      await tx.tradingAccount.update({
        where: { id: account.id },
        data: { cashFlowFrom: window.from },
      })
      return now
    }
    await tx.tradingAccount.update({ where: { id: account.id }, data: { backfilledAt: now } })
    await reconcileAccount(tx, account.id, now)
    await endRun(tx, runId, now)
    await announceWhenAllAreComplete(tx, account.connectionId)
    // What happened since the first sync began is read right away.
    return now
  })
}

async function nextCashFlowWindow(
  { account, context }: SyncStep,
  until: Date,
): Promise<SyncWindow | null> {
  const oldest = oldestOf(account)
  if (until <= oldest) return null
  const periods = cashFlowPeriods(await balanceEntries(context.db, account.id), {
    from: oldest,
    to: until,
    startKnown: false,
    reportedBalance: new Dec(account.balance?.toString() ?? 0),
    reportedVersion: account.balanceVersion,
  })
  const windows = periods
    .filter(({ from }) => from < until)
    .flatMap(({ from, to }) => windowsOf({ from, to: to < until ? to : until }))
  return windows.sort((a, b) => b.to.getTime() - a.to.getTime())[0] ?? null
}

async function announceWhenAllAreComplete(tx: Transaction, connectionId: string): Promise<void> {
  const unfinished = await tx.tradingAccount.count({
    where: { connectionId, followedAt: { not: null }, missingSince: null, backfilledAt: null },
  })
  if (unfinished === 0)
    await recordEvent(tx, { connectionId, kind: 'first-sync-finished', actor: 'worker' })
}
