import type { CashOperation } from '@/lib/domain/cash-operation'
import { historyStart } from '@/lib/domain/history-start'
import { olderWindow } from '@/lib/domain/sync-window'
import { reconcileAccount } from '@/lib/ledger/reconcile'
import { recordCashFlows } from '@/lib/ledger/record-cash-flows'
import {
  endRun,
  type FetchedWindow,
  fetchWindow,
  recordWindow,
  type SyncStep,
  saveStep,
} from './sync-step'

/** A chain breaks in one or two places; more than these are looked into when those are mended. */
const MOST_BREAKS = 4

/**
 * Looks into breaks in the chain of balances before they are shown. A broker may correct a deal long
 * after it was booked, which restates every balance since, and nothing announces that. So the week
 * up to each break is read again; as long as that brings anything, the next step looks whether the
 * chain joins now, and otherwise goes a week further back. Weeks that bring nothing: the break is real.
 *
 * @param rightUntil of the last entry before each break; it may be the one that was restated
 */
export async function readAgainBefore(step: SyncStep, rightUntil: Date[]): Promise<void> {
  const { account, context, reader } = step
  const newestFirst = [...rightUntil].sort((a, b) => b.getTime() - a.getTime())
  const weeks = newestFirst
    .slice(0, MOST_BREAKS)
    .map((until) => olderWindow(until, historyStart(account)) ?? { from: until, to: until })
  const fetched: FetchedWindow[] = []
  const entries: CashOperation[] = []
  for (const week of weeks) {
    fetched.push(await fetchWindow(step, week))
    entries.push(...(await reader.cashOperations(week)))
  }
  await saveStep(step, 'event', async (tx, runId) => {
    const now = context.clock.now()
    let changed = await recordCashFlows(tx, { accountId: account.id, runId, entries })
    for (const one of fetched) {
      const { added, updated } = await recordWindow(tx, step, runId, one)
      changed += added + updated
    }
    if (changed > 0) return now
    await reconcileAccount(tx, account.id, now)
    await endRun(tx, runId, now)
    return null
  })
}
