import type { Transaction } from '@/lib/db/client'
import type { Dec } from '@/lib/domain/decimal'

/** A change of the balance that is no deal: a deposit, a withdrawal, a charge. */
export type CashEntry = {
  balanceHistoryId: bigint
  operation: string
  delta: Dec
  balanceAfter: Dec
  balanceVersion: bigint | null
  at: Date
  note: string | null
}

/** Adds cash operations; those known already stay as they are. @returns how many were new */
export async function recordCashFlows(
  tx: Transaction,
  input: { accountId: string; runId: string; entries: CashEntry[] },
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
