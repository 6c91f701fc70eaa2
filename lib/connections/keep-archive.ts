import { z } from 'zod'
import type { Database } from '@/lib/db/client'
import type { Actor } from '@/lib/identity/sessions'
import { lockOwnConnection } from './lock-connection'
import { recordEvent } from './record-event'

export const KeepArchive = z.object({ accountId: z.uuid().optional() })

/**
 * "Keep as archive": settles that an account is gone from cTrader's list. Its trades stay, and
 * nothing is said about it any more. When cTrader lists it again it is read again.
 *
 * @param input.accountId one account; without it, all that are gone
 */
export async function keepArchive(
  db: Database,
  input: { actor: Actor; connectionId: string; accountId?: string | undefined; now: Date },
): Promise<void> {
  const { actor, connectionId, accountId, now } = input
  await db.$transaction(async (tx) => {
    await lockOwnConnection(tx, actor, connectionId)
    const { count } = await tx.tradingAccount.updateMany({
      where: {
        connectionId,
        userId: actor.userId,
        ...(accountId ? { id: accountId } : {}),
        followedAt: { not: null },
        missingSince: { not: null },
        archivedAt: null,
      },
      data: { archivedAt: now },
    })
    if (count > 0)
      await recordEvent(tx, {
        connectionId,
        kind: 'archived',
        actor: 'user',
        detail: { accounts: count },
      })
  })
}
