import { MAX_WINDOW_MS } from '@/lib/domain/sync-window'
import { recordCashFlows } from '@/lib/ledger/record-cash-flows'
import { fetchWindow, recordWindow, type SyncStep, saveStep } from './sync-step'

/**
 * Reads a week once more that is here already, because somebody asked for it. When it has come to the
 * present the next step catches up and settles the balance, as after any pass.
 */
export async function rereadWeek(
  step: SyncStep,
  { from, until }: { from: Date; until: Date },
): Promise<void> {
  const { account, context, reader } = step
  const to = new Date(Math.min(from.getTime() + MAX_WINDOW_MS, until.getTime()))
  const window = { from, to }
  const isEmpty = to <= from
  const fetched = isEmpty ? null : await fetchWindow(step, window)
  const entries = isEmpty ? [] : await reader.cashOperations(window)
  await saveStep(step, 'support', async (tx, runId) => {
    if (fetched) await recordWindow(tx, step, runId, fetched)
    await recordCashFlows(tx, { accountId: account.id, runId, entries })
    // Somebody who asked for more meanwhile has set it back; then it begins there.
    await tx.tradingAccount.updateMany({
      where: { id: account.id, rereadFrom: from },
      data: { rereadFrom: to < until ? to : null },
    })
    return context.clock.now()
  })
}
