import { wish } from '@/lib/agenda/wish'
import type { Database, Transaction } from '@/lib/db/client'
import type { Connection } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { lockOwnConnection, type Owner } from './lock-connection'
import { recordEvent } from './record-event'
import { syncJob } from './sync-job'

/** cTrader's requests are few and shared by everybody, so a trader may ask twice a minute. */
export const SYNC_COOL_DOWN_MS = 30_000

/**
 * "Sync now": the next check happens at once and reads every followed account. What runs already is
 * not begun a second time.
 */
export async function requestSync(
  db: Database,
  input: { actor: Actor; connectionId: string; now: Date },
): Promise<void> {
  const { actor: owner, connectionId, now } = input
  await db.$transaction((tx) => askForSync(tx, { owner, by: 'user', connectionId, now }))
}

/**
 * The same within a transaction, for the owner or for support, who is held to the same pace.
 * @returns false when that job runs already
 */
export async function askForSync(
  tx: Transaction,
  input: { owner: Owner; by: 'user' | 'support'; connectionId: string; now: Date },
): Promise<boolean> {
  const { owner, by, connectionId, now } = input
  const connection = await lockOwnConnection(tx, owner, connectionId)
  const obstacle = obstacleOf(connection)
  if (obstacle) throw new AppError('CONFLICT', obstacle)
  if ((await syncJob(tx, connection, now)) !== null) return false
  const { syncAllowedAt } = connection
  if (syncAllowedAt && syncAllowedAt > now)
    throw new AppError('TOO_MANY_ATTEMPTS', tooSoon(syncAllowedAt.getTime() - now.getTime()))
  await tx.connection.update({
    where: { id: connectionId },
    data: {
      syncAskedAt: now,
      syncAskedBy: by,
      syncAllowedAt: new Date(now.getTime() + SYNC_COOL_DOWN_MS),
    },
  })
  await recordEvent(tx, { connectionId, kind: 'sync-asked', actor: by })
  await wish(tx, 'connection.check', connectionId, now)
  return true
}

function obstacleOf(connection: Connection): string | null {
  const { removedAt, supersededAt, refusedAt, completedAt, pausedAt, notApprovedAt } = connection
  if (removedAt) return 'This connection was ended. Reconnect it first.'
  if (supersededAt || refusedAt) return 'cTrader ended our access. Reconnect first.'
  if (!completedAt) return 'Choose the accounts to follow first.'
  if (pausedAt) return 'This connection is paused. Resume it, and what was missed is fetched.'
  if (notApprovedAt) return 'cTrader is not accepting our app just now. We go on by ourselves.'
  return null
}

function tooSoon(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000)
  const left = seconds === 1 ? '1 second' : `${seconds} seconds`
  return `A check has just been made. You can ask for the next one in ${left}.`
}
