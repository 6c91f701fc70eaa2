import { z } from 'zod'
import { Deletion, deleteTradesIn } from '@/lib/accounts/delete-trades'
import { unwish, wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import type { Actor } from '@/lib/identity/sessions'
import { lockOwnConnection } from './lock-connection'
import { recordEvent } from './record-event'
import { stopReading } from './stop-reading'

export const Disconnect = z.object({
  /** Accounts whose trades go as well, each with its name typed. Without any, trades stay. */
  deletions: z
    .array(Deletion.extend({ accountId: z.uuid() }))
    .max(200)
    .default([]),
})

/**
 * "Disconnect": from now on nothing is read, and the worker ends and forgets the grant. Accounts and
 * the connection's own id stay, so that Reconnect goes on where it stopped; so do the trades, unless
 * the trader deletes those of an account as well.
 */
export async function disconnect(
  db: Database,
  input: { actor: Actor; connectionId: string; now: Date } & Partial<z.output<typeof Disconnect>>,
): Promise<void> {
  const { actor, connectionId, deletions = [], now } = input
  await db.$transaction(async (tx) => {
    const connection = await lockOwnConnection(tx, actor, connectionId)
    // Accounts before their runs: a step that is writing one takes them in this order, too.
    for (const { accountId, typed } of deletions)
      await deleteTradesIn(tx, { actor, accountId, connectionId, typed, now })
    const { removedAt, missedSince, lastSuccessAt } = connection
    if (removedAt === null) {
      await tx.connection.update({
        where: { id: connectionId },
        data: { removedAt: now, syncAskedAt: null, missedSince: missedSince ?? lastSuccessAt },
      })
      await stopReading(tx, connectionId, { cause: 'DISCONNECTED', now })
      await unwish(tx, 'connection.notify', connectionId)
      await recordEvent(tx, { connectionId, kind: 'removed', actor: 'user' })
      await wish(tx, 'connection.revoke', connectionId, now)
    }
  })
}
