import type { Transaction } from '@/lib/db/client'
import { countWrongDays, rewriteAllDays, rewriteDays } from './daily-results'
import { countWrongMonths, rewriteAllMonths, rewriteMonths } from './monthly-results'

// Daily and monthly results go together: whoever changes trades, or what a day or a win is, has both
// derived anew in the same transaction.

/** Derives what some days of an account made. The caller holds the account (`lockAccount`). */
export async function rewriteResults(
  tx: Transaction,
  accountId: string,
  days: string[],
): Promise<void> {
  await rewriteDays(tx, accountId, days)
  await rewriteMonths(tx, accountId, days)
}

/** Derives all results of a trader. The caller holds the trader's row (`lockTrader`). */
export async function rewriteAllResults(tx: Transaction, userId: string): Promise<void> {
  await rewriteAllDays(tx, userId)
  await rewriteAllMonths(tx, userId)
}

/** How many results of a trader are not what their trades make: missing, different or too many. */
export async function countWrongResults(tx: Transaction, userId: string): Promise<number> {
  return (await countWrongDays(tx, userId)) + (await countWrongMonths(tx, userId))
}

/** The trades of an account are gone: so is what they made. */
export async function forgetResults(tx: Transaction, accountId: string): Promise<void> {
  await tx.dailyResult.deleteMany({ where: { accountId } })
  await tx.monthlyResult.deleteMany({ where: { accountId } })
}
