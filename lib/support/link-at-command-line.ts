import { makeReconnectLink } from '@/lib/connections/make-reconnect-link'
import type { Database } from '@/lib/db/client'
import { recordAudit } from './audit'
import { findOwner } from './staff'

/** The reconnect link as whoever runs Tallybook makes it, noted like every other act of staff. */
export function linkAtCommandLine(
  db: Database,
  input: { connectionId: string; reason: string; appUrl: string; now: Date },
): Promise<{ address: string; expiresAt: Date }> {
  const { connectionId, reason, appUrl, now } = input
  return db.$transaction(async (tx) => {
    const { userId: ownerId } = await findOwner(tx, connectionId)
    const link = await makeReconnectLink(tx, { connectionId, appUrl, now })
    await recordAudit(tx, {
      staff: 'command-line',
      action: 'reconnect-link',
      ownerId,
      reason,
      now,
      subject: { kind: 'connection', id: connectionId },
    })
    return link
  })
}
