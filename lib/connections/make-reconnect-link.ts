import type { Transaction } from '@/lib/db/client'
import { notFound } from '@/lib/errors'
import { recordEvent } from './record-event'
import { hashTripSecret, newTripSecret } from './secrets-of-a-trip'

const LINK_HOURS = 24

/**
 * Makes a link that support can send: it opens sign-in and then the repair of this one connection,
 * once, within a day. It gives nothing to anybody but the connection's owner, who has to sign in. The
 * caller has checked who asks.
 *
 * @returns the address to send; only a hash of its secret is stored, so it is shown this once
 * @throws AppError NOT_FOUND when there is no such connection
 */
export async function makeReconnectLink(
  tx: Transaction,
  input: { connectionId: string; appUrl: string; now: Date },
): Promise<{ address: string; expiresAt: Date }> {
  const { connectionId, appUrl, now } = input
  const secret = newTripSecret()
  const expiresAt = new Date(now.getTime() + LINK_HOURS * 3_600_000)
  const connection = await tx.connection.findFirst({
    where: { id: connectionId, mergedIntoId: null, repairsId: null },
  })
  if (!connection) throw notFound('connection')
  await tx.reconnectLink.create({
    data: { connectionId, tokenHash: hashTripSecret(secret), createdAt: now, expiresAt },
  })
  await recordEvent(tx, { connectionId, kind: 'reconnect-link-made', actor: 'support' })
  return { address: `${appUrl}/reconnect/${secret}`, expiresAt }
}
