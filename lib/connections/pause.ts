import { z } from 'zod'
import { wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { cancelReading, lockFollowedAccounts } from './cancel-reading'
import { lockOwnConnection } from './lock-connection'
import { recordEvent } from './record-event'

export const PauseConnection = z.object({
  reason: z
    .string()
    .trim()
    .max(200, 'A reason may have 200 characters.')
    .transform((text) => text || null)
    .nullish(),
})

/**
 * "Pause": nothing is read until somebody resumes it. Only the grant goes on being renewed, so that
 * resuming needs no new consent.
 */
export async function pause(
  db: Database,
  input: { actor: Actor; connectionId: string; reason?: string | null | undefined; now: Date },
): Promise<void> {
  const { actor, connectionId, reason, now } = input
  await db.$transaction(async (tx) => {
    const connection = await lockOwnConnection(tx, actor, connectionId)
    if (connection.pausedAt) return
    if (connection.removedAt || !connection.completedAt)
      throw new AppError(
        'CONFLICT',
        'Nothing is read through this connection, so it needs no pause.',
      )
    await tx.connection.update({
      where: { id: connectionId },
      data: { pausedAt: now, pausedBy: 'user', pauseReason: reason ?? null, syncAskedAt: null },
    })
    const accounts = await lockFollowedAccounts(tx, connectionId)
    await cancelReading(
      tx,
      accounts.map(({ id }) => id),
      { reason: 'PAUSED', now },
    )
    await tx.agendaItem.deleteMany({
      where: { kind: 'connection.check', subjectId: connectionId },
    })
    await recordEvent(tx, { connectionId, kind: 'paused', actor: 'user' })
    // The last thing a check does: it closes the sessions that bring events.
    await wish(tx, 'connection.check', connectionId, now)
  })
}
