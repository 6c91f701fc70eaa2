import type { Transaction } from '@/lib/db/client'
import type { CashFlow } from '@/lib/db/generated/client'
import type { CashOperation } from '@/lib/domain/cash-operation'

/**
 * Adds cash operations, and takes over what the broker restated: a corrected deal moves the balance
 * of everything that came after it.
 * @returns how many were new or changed
 */
export async function recordCashFlows(
  tx: Transaction,
  input: { accountId: string; runId: string; entries: CashOperation[] },
): Promise<number> {
  const { accountId, runId, entries } = input
  if (entries.length === 0) return 0
  const ids = entries.map(({ balanceHistoryId }) => balanceHistoryId)
  const rows = await tx.cashFlow.findMany({
    where: { accountId, balanceHistoryId: { in: ids } },
  })
  const known = new Map(rows.map((row) => [row.balanceHistoryId, row]))
  const { count } = await tx.cashFlow.createMany({
    data: entries
      .filter(({ balanceHistoryId }) => !known.has(balanceHistoryId))
      .map((entry) => ({ ...entry, accountId, firstRunId: runId })),
    skipDuplicates: true,
  })
  let restated = 0
  for (const entry of entries) {
    const { balanceHistoryId, delta, balanceAfter, balanceVersion } = entry
    const before = known.get(balanceHistoryId)
    if (!before || isSame(entry, before)) continue
    restated += 1
    await tx.cashFlow.update({
      where: { accountId_balanceHistoryId: { accountId, balanceHistoryId } },
      data: { delta, balanceAfter, balanceVersion },
    })
  }
  return count + restated
}

function isSame(entry: CashOperation, before: CashFlow): boolean {
  return (
    entry.delta.equals(before.delta.toString()) &&
    entry.balanceAfter.equals(before.balanceAfter.toString()) &&
    entry.balanceVersion === before.balanceVersion
  )
}
