import type { Transaction } from '@/lib/db/client'
import type { TradingAccount } from '@/lib/db/generated/client'
import { type BalanceGap, findBalanceGaps } from '@/lib/domain/balance-chain'
import { Dec } from '@/lib/domain/decimal'
import { isHistoryWhole } from '@/lib/domain/history-start'
import { balanceEntries } from './balance-entries'

/** Where the journal and the broker's balances disagree. */
export type Comparison = {
  /** In the order of booking. */
  gaps: BalanceGap[]
  stranger: { at: Date; net: Dec } | null
}

/**
 * Compares the journal with the broker's balances, entry by entry. Only meaningful once the history
 * that is wanted has arrived; where that is not all there is, it begins with whatever the oldest
 * balance implies.
 */
export async function compareWithBalances(tx: Transaction, accountId: string): Promise<Comparison> {
  const account = await tx.tradingAccount.findUniqueOrThrow({ where: { id: accountId } })
  const gaps = findBalanceGaps(await balanceEntries(tx, accountId), {
    reportedBalance: account.balance === null ? null : new Dec(account.balance.toString()),
    reportedVersion: account.balanceVersion,
    startsAtZero: isHistoryWhole(account) && account.historyLimitAt === null,
  })
  return { gaps, stranger: await dealsTheProviderDoesNotKnow(tx, account) }
}

/** Stores the outcome of a comparison: a break is shown, never hidden. */
export async function saveComparison(
  tx: Transaction,
  accountId: string,
  { gaps: [first], stranger }: Comparison,
  now: Date,
): Promise<void> {
  await tx.tradingAccount.update({
    where: { id: accountId },
    data: {
      reconciledAt: now,
      breakAt: first ? (first.after?.at ?? first.before?.at ?? now) : (stranger?.at ?? null),
      breakAmount: first?.amount ?? stranger?.net.negated() ?? null,
    },
  })
}

export async function reconcileAccount(
  tx: Transaction,
  accountId: string,
  now: Date,
): Promise<{ reconciled: boolean }> {
  const comparison = await compareWithBalances(tx, accountId)
  await saveComparison(tx, accountId, comparison, now)
  return { reconciled: comparison.gaps.length === 0 && !comparison.stranger }
}

/** File rows within the period the provider has told us all of, which it does not know: no balance counts them. */
async function dealsTheProviderDoesNotKnow(
  tx: Transaction,
  { id, historyFrom, syncedThrough, backfilledAt }: TradingAccount,
): Promise<{ at: Date; net: Dec } | null> {
  if (!historyFrom || !syncedThrough || !backfilledAt) return null
  const { _sum, _min } = await tx.deal.aggregate({
    where: {
      accountId: id,
      source: 'FILE',
      net: { not: null },
      executedAt: { gte: historyFrom, lte: syncedThrough },
    },
    _sum: { net: true },
    _min: { executedAt: true },
  })
  if (!_min.executedAt) return null
  return { at: _min.executedAt, net: new Dec(_sum.net?.toString() ?? 0) }
}
