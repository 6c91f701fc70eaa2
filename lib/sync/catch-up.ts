import { cashFlowPeriods } from '@/lib/domain/balance-chain'
import type { CashOperation } from '@/lib/domain/cash-operation'
import { Dec } from '@/lib/domain/decimal'
import { historyStart } from '@/lib/domain/history-start'
import { newerWindow, OVERLAP_MS, type SyncWindow, windowsOf } from '@/lib/domain/sync-window'
import { balanceEntries } from '@/lib/ledger/balance-entries'
import { compareWithBalances, saveComparison } from '@/lib/ledger/reconcile'
import { recordCashFlows } from '@/lib/ledger/record-cash-flows'
import { readAgainBefore } from './read-again'
import { endRun, fetchWindow, recordWindow, type SyncStep, saveStep } from './sync-step'

/** A just-closed deal can be missing from the list for a while (Open API notes §9). */
const NOT_LISTED_YET_MS = 30_000
/** So long it is waited for; after that a gap is a gap. */
const MISSING_MS = 10 * 60_000

/** Reads what is new since the last pass, a week at most; the last week also settles the balance. */
export async function catchUp(step: SyncStep, syncedThrough: Date): Promise<void> {
  const { account, context, reader } = step
  const now = context.clock.now()
  const window = newerWindow(syncedThrough, historyStart(account), now)
  const isLast = window.to >= now
  const facts = await reader.facts()
  const fetched = await fetchWindow(step, window)
  // Weeks that were missed bring their cash operations along; the last one asks where balances jump.
  const entries = isLast ? [] : await reader.cashOperations(window)
  await saveStep(step, 'event', async (tx, runId) => {
    await tx.tradingAccount.update({
      where: { id: account.id },
      data: { ...facts, balanceAt: now, syncedThrough: window.to },
    })
    await recordWindow(tx, step, runId, fetched)
    await recordCashFlows(tx, { accountId: account.id, runId, entries })
    return isLast ? 'go-on' : context.clock.now()
  })
  if (isLast) await settleBalance(step, window)
}

async function settleBalance(step: SyncStep, window: SyncWindow): Promise<void> {
  const { account, context } = step
  const entries = await newCashOperations(step, window)
  let rightUntil: Date[] = []
  await saveStep(step, 'event', async (tx, runId) => {
    const now = context.clock.now()
    await recordCashFlows(tx, { accountId: account.id, runId, entries })
    const announced = account.lastClosingDealAt
    const arrived = await tx.deal.count({
      where: { accountId: account.id, net: { not: null }, executedAt: { gte: announced ?? now } },
    })
    const isMissing = announced && arrived === 0 && now.getTime() - announced.getTime() < MISSING_MS
    // Known to be incomplete: what was found last time stays on show until the deal is here.
    if (isMissing) return new Date(now.getTime() + NOT_LISTED_YET_MS)
    const comparison = await compareWithBalances(tx, account.id)
    rightUntil = comparison.gaps.flatMap(({ after }) => after?.at ?? [])
    if (rightUntil.length > 0) return 'go-on'
    await saveComparison(tx, account.id, comparison, now)
    await endRun(tx, runId, now)
    return null
  })
  if (rightUntil.length > 0) await readAgainBefore(step, rightUntil)
}

async function newCashOperations(
  { account: { id }, context, reader }: SyncStep,
  window: SyncWindow,
): Promise<CashOperation[]> {
  const { db, clock } = context
  const account = await db.tradingAccount.findUniqueOrThrow({ where: { id } })
  const since = new Date(window.from.getTime() - OVERLAP_MS)
  const entries = await balanceEntries(db, id, since)
  const periods = cashFlowPeriods(entries, {
    from: window.from,
    to: clock.now(),
    // Without an older entry to join, a deposit may hide before the first one.
    startKnown: entries.some(({ at }) => at < since),
    reportedBalance: new Dec(account.balance?.toString() ?? 0),
    reportedVersion: account.balanceVersion,
  })
  const operations: CashOperation[] = []
  for (const period of periods.flatMap((each) => windowsOf(each)))
    operations.push(...(await reader.cashOperations(period)))
  return operations
}
