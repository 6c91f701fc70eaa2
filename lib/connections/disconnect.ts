import { wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { recordEvent } from './record-event'

/**
 * "Disconnect": from now on nothing is read, and the worker ends and forgets the grant. Trades,
 * accounts and the connection's own id stay, so that Reconnect goes on where it stopped.
 */
export async function disconnect(
  db: Database,
  input: { actor: Actor; connectionId: string; now: Date },
): Promise<void> {
  const { actor, connectionId, now } = input
  const own = { id: connectionId, userId: actor.userId, mergedIntoId: null, repairsId: null }
  await db.$transaction(async (tx) => {
    const connection = await tx.connection.findFirst({ where: own })
    if (!connection) throw notFound('connection')
    const { count } = await tx.connection.updateMany({
      where: { ...own, removedAt: null },
      data: {
        removedAt: now,
        syncAskedAt: null,
        missedSince: connection.missedSince ?? connection.lastSuccessAt,
      },
    })
    if (count === 0) return
    await tx.agendaItem.deleteMany({
      where: {
        kind: { in: ['connection.check', 'connection.renew', 'connection.notify'] },
        subjectId: connectionId,
      },
    })
    await recordEvent(tx, { connectionId, kind: 'removed', actor: 'user' })
    await wish(tx, 'connection.revoke', connectionId, now)
  })
}
