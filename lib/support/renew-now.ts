import { wish } from '@/lib/agenda/wish'
import { recordEvent } from '@/lib/connections/record-event'
import type { Transaction } from '@/lib/db/client'
import type { Connection } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'

/**
 * Tries at once the renewal that fails and waits for its next try. One that works is left alone: a pair
 * is spent by its renewal, so there is none to be had by asking.
 * @returns false when it is tried at this moment
 */
export async function renewNow(tx: Transaction, connection: Connection, now: Date) {
  const { id: connectionId, renewalFailingSince, refusedAt, removedAt, supersededAt } = connection
  if (refusedAt || removedAt || supersededAt)
    throw new AppError('CONFLICT', 'cTrader ended this access, so there is nothing to renew.')
  if (!renewalFailingSince)
    throw new AppError('CONFLICT', 'Renewals work; the next one happens by itself.')
  const item = await tx.agendaItem.findUnique({
    where: { kind_subjectId: { kind: 'connection.renew', subjectId: connectionId } },
  })
  if (item && (item.dueAt <= now || (item.leaseUntil && item.leaseUntil > now))) return false
  await wish(tx, 'connection.renew', connectionId, now)
  await recordEvent(tx, { connectionId, kind: 'renewal-asked', actor: 'support' })
  return true
}
