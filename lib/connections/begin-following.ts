import { wish } from '@/lib/agenda/wish'
import { currentCorrelation } from '@/lib/correlation'
import type { Transaction } from '@/lib/db/client'
import type { TradingAccount } from '@/lib/db/generated/client'

/** From now on this account is read: from its newest trade backwards, or on from where it stopped. */
export async function beginFollowing(
  tx: Transaction,
  account: TradingAccount,
  now: Date,
): Promise<void> {
  const { id, userId, connectionId, backfilledAt } = account
  await tx.tradingAccount.update({
    where: { id },
    data: { followedAt: now, archivedAt: null, unreadableSince: null, unreadableCode: null },
  })
  await tx.run.create({
    data: {
      userId,
      connectionId,
      accountId: id,
      kind: 'SYNC',
      trigger: backfilledAt ? 'user' : 'first',
      startedAt: now,
      correlationId: currentCorrelation(),
    },
  })
  await wish(tx, 'account.sync', id, now)
}
