import { z } from 'zod'
import { wish } from '@/lib/agenda/wish'
import type { Database, Transaction } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { cancelReading, lockFollowedAccounts } from './cancel-reading'
import { lockOwnConnection, type Owner } from './lock-connection'
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
  const { actor: owner, connectionId, reason, now } = input
  await db.$transaction((tx) =>
    beginPause(tx, { owner, by: 'user', connectionId, reason: reason ?? null, now }),
  )
}

/**
 * The same within a transaction, for the owner or for support.
 * @returns false when it is paused already
 */
export async function beginPause(
  tx: Transaction,
  input: {
    owner: Owner
    by: 'user' | 'support'
    connectionId: string
    reason: string | null
    now: Date
  },
): Promise<boolean> {
  const { owner, by, connectionId, reason, now } = input
  const connection = await lockOwnConnection(tx, owner, connectionId)
  if (connection.pausedAt) return false
  if (connection.removedAt || !connection.completedAt)
    throw new AppError('CONFLICT', 'Nothing is read through this connection, so it needs no pause.')
  await tx.connection.update({
    where: { id: connectionId },
    data: { pausedAt: now, pausedBy: by, pauseReason: reason, syncAskedAt: null },
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
  await recordEvent(tx, { connectionId, kind: 'paused', actor: by })
  // The last thing a check does: it closes the sessions that bring events.
  await wish(tx, 'connection.check', connectionId, now)
  return true
}
