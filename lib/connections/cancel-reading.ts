import type { Transaction } from '@/lib/db/client'
import type { TradingAccount } from '@/lib/db/generated/client'
import { Prisma } from '@/lib/db/generated/client'

/** Why a run was cancelled, as its `reason`. */
export type CancelReason = 'STOPPED' | 'PAUSED'

/** The followed accounts of a connection, held: no step of reading them can end meanwhile. */
export async function lockFollowedAccounts(
  tx: Transaction,
  connectionId: string,
): Promise<TradingAccount[]> {
  await tx.$queryRaw(Prisma.sql`
    SELECT 1 FROM "TradingAccount"
    WHERE "connectionId" = ${connectionId}::uuid AND "followedAt" IS NOT NULL
    ORDER BY "id" FOR UPDATE`)
  return tx.tradingAccount.findMany({ where: { connectionId, followedAt: { not: null } } })
}

/**
 * Ends the reading of accounts where it is: what came in stays. A worker in the middle of a step
 * finds its agenda item gone when it wants to write, so that step does not happen.
 */
export async function cancelReading(
  tx: Transaction,
  accountIds: string[],
  { reason, now }: { reason: CancelReason; now: Date },
): Promise<void> {
  await tx.run.updateMany({
    where: { accountId: { in: accountIds }, kind: 'SYNC', outcome: 'RUNNING' },
    data: { outcome: 'CANCELLED', finishedAt: now, reason },
  })
  await tx.agendaItem.deleteMany({
    where: { kind: 'account.sync', subjectId: { in: accountIds } },
  })
  // A pass that was cut short has not read what the list announced: the next check finds it new.
  await tx.tradingAccount.updateMany({
    where: { id: { in: accountIds } },
    data: { lastClosingDealAt: null, lastBalanceUpdateAt: null },
  })
}
