import { wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import type { Actor } from '@/lib/identity/sessions'
import { lockOwnConnection } from './lock-connection'
import { recordEvent } from './record-event'
import { SYNC_COOL_DOWN_MS } from './request-sync'

/** "Resume": ends a pause, whoever began it, and fetches at once what was missed. */
export async function resume(
  db: Database,
  input: { actor: Actor; connectionId: string; now: Date },
): Promise<void> {
  const { actor, connectionId, now } = input
  await db.$transaction(async (tx) => {
    const connection = await lockOwnConnection(tx, actor, connectionId)
    if (!connection.pausedAt) return
    await tx.connection.update({
      where: { id: connectionId },
      data: {
        pausedAt: null,
        pausedBy: null,
        pauseReason: null,
        syncAskedAt: now,
        syncAllowedAt: new Date(now.getTime() + SYNC_COOL_DOWN_MS),
      },
    })
    await recordEvent(tx, { connectionId, kind: 'resumed', actor: 'user' })
    await wish(tx, 'connection.check', connectionId, now)
  })
}
