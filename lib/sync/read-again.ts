import { historyStart } from '@/lib/domain/history-start'
import { olderWindow } from '@/lib/domain/sync-window'
import { reconcileAccount } from '@/lib/ledger/reconcile'
import { recordCashFlows } from '@/lib/ledger/record-cash-flows'
import { endRun, fetchWindow, recordWindow, type SyncStep, saveStep } from './sync-step'

/**
 * Looks into a break in the chain of balances before it is shown. A broker may correct a deal long
 * after it was booked, which restates every balance since, and nothing announces that. So the week
 * up to the break is read again; as long as that brings anything, the next step looks whether the
 * chain joins now, and otherwise goes a week further back. A week that brings nothing: the break is real.
 *
 * @param until of the last entry before the break; it may be the one that was restated
 */
export async function readAgainBefore(step: SyncStep, until: Date): Promise<void> {
  const { account, context, reader } = step
  const window = olderWindow(until, historyStart(account)) ?? { from: until, to: until }
  const fetched = await fetchWindow(step, window)
  const entries = await reader.cashOperations(window)
  await saveStep(step, 'event', async (tx, runId) => {
    const now = context.clock.now()
    const { added, updated } = await recordWindow(tx, step, runId, fetched)
    const changed = await recordCashFlows(tx, { accountId: account.id, runId, entries })
    if (added + updated + changed > 0) return now
    await reconcileAccount(tx, account.id, now)
    await endRun(tx, runId, now)
    return null
  })
}
