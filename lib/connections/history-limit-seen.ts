import type { Database } from '@/lib/db/client'
import type { Actor } from '@/lib/identity/sessions'
import { lockOwnConnection } from './lock-connection'
import { recordEvent } from './record-event'

/** "I do not need them": the trader has read that cTrader offers no older trades. */
export async function historyLimitSeen(
  db: Database,
  input: { actor: Actor; connectionId: string; now: Date },
): Promise<void> {
  const { actor, connectionId, now } = input
  await db.$transaction(async (tx) => {
    await lockOwnConnection(tx, actor, connectionId)
    const { count } = await tx.tradingAccount.updateMany({
      where: {
        connectionId,
        userId: actor.userId,
        historyLimitAt: { not: null },
        historyLimitSeenAt: null,
      },
      data: { historyLimitSeenAt: now },
    })
    if (count > 0)
      await recordEvent(tx, { connectionId, kind: 'history-limit-seen', actor: 'user' })
  })
}
