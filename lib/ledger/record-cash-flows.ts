import type { Transaction } from '@/lib/db/client'
import type { CashOperation } from '@/lib/domain/cash-operation'

/** Adds cash operations; those known already stay as they are. @returns how many were new */
export async function recordCashFlows(
  tx: Transaction,
  input: { accountId: string; runId: string; entries: CashOperation[] },
): Promise<number> {
  if (input.entries.length === 0) return 0
  const { count } = await tx.cashFlow.createMany({
    data: input.entries.map((entry) => ({
      ...entry,
      accountId: input.accountId,
      firstRunId: input.runId,
    })),
    skipDuplicates: true,
  })
  return count
}
