import { wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { recordEvent } from './record-event'

/** "Sync now": the next check happens at once and reads every followed account. */
export async function requestSync(
  db: Database,
  input: { actor: Actor; connectionId: string; now: Date },
): Promise<void> {
  const { actor, connectionId, now } = input
  await db.$transaction(async (tx) => {
    const { count } = await tx.connection.updateMany({
      where: {
        id: connectionId,
        userId: actor.userId,
        mergedIntoId: null,
        repairsId: null,
        completedAt: { not: null },
      },
      data: { syncAskedAt: now },
    })
    if (count === 0) throw notFound('connection')
    await recordEvent(tx, { connectionId, kind: 'sync-asked', actor: 'user' })
    await wish(tx, 'connection.check', connectionId, now)
  })
}
