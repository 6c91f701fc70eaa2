import type { Transaction } from '@/lib/db/client'
import { findBalanceGaps } from '@/lib/domain/balance-chain'
import { Dec } from '@/lib/domain/decimal'
import { balanceEntries } from './balance-entries'

/**
 * Compares the journal with the broker's balances, entry by entry, and stores the outcome: a break
 * is shown, never hidden. Only meaningful once the whole history has arrived.
 */
export async function reconcileAccount(
  tx: Transaction,
  accountId: string,
  now: Date,
): Promise<{ reconciled: boolean }> {
  const account = await tx.tradingAccount.findUniqueOrThrow({ where: { id: accountId } })
  const gaps = findBalanceGaps(await balanceEntries(tx, accountId), {
    reportedBalance: account.balance === null ? null : new Dec(account.balance.toString()),
    reportedVersion: account.balanceVersion,
    startsAtZero: true,
  })
  const first = gaps[0]
  await tx.tradingAccount.update({
    where: { id: accountId },
    data: {
      reconciledAt: now,
      breakAt: first ? (first.after?.at ?? first.before?.at ?? now) : null,
      breakAmount: first?.amount ?? null,
    },
  })
  return { reconciled: !first }
}
