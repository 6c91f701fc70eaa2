import { wish } from '@/lib/agenda/wish'
import type { Database, Transaction } from '@/lib/db/client'
import type { Actor } from '@/lib/identity/sessions'
import { lockOwnConnection, type Owner } from './lock-connection'
import { recordEvent } from './record-event'
import { SYNC_COOL_DOWN_MS } from './request-sync'

/** "Resume": ends a pause, whoever began it, and fetches at once what was missed. */
export async function resume(
  db: Database,
  input: { actor: Actor; connectionId: string; now: Date },
): Promise<void> {
  const { actor: owner, connectionId, now } = input
  await db.$transaction((tx) => endPause(tx, { owner, by: 'user', connectionId, now }))
}

/**
 * The same within a transaction, for the owner or for support.
 * @returns false when it was not paused
 */
export async function endPause(
  tx: Transaction,
  input: { owner: Owner; by: 'user' | 'support'; connectionId: string; now: Date },
): Promise<boolean> {
  const { owner, by, connectionId, now } = input
  const connection = await lockOwnConnection(tx, owner, connectionId)
  if (!connection.pausedAt) return false
  await tx.connection.update({
    where: { id: connectionId },
    data: {
      pausedAt: null,
      pausedBy: null,
      pauseReason: null,
      syncAskedAt: now,
      syncAskedBy: by,
      syncAllowedAt: new Date(now.getTime() + SYNC_COOL_DOWN_MS),
    },
  })
  await recordEvent(tx, { connectionId, kind: 'resumed', actor: by })
  await wish(tx, 'connection.check', connectionId, now)
  return true
}
