import type { Database, Transaction } from '@/lib/db/client'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { recordEvent } from './record-event'
import { hashTripSecret, newTripSecret } from './secrets-of-a-trip'

const LINK_HOURS = 24

/** Staff signed in, or whoever runs Tallybook at the command line. */
export type LinkMaker = Pick<Actor, 'role'> | 'operator'

/**
 * Makes a link that support can send: it opens sign-in and then the repair of this one connection,
 * once, within a day. It gives nothing to anybody but the connection's owner, who has to sign in.
 *
 * @returns the address to send; only a hash of its secret is stored, so it is shown this once
 * @throws AppError NOT_FOUND when there is no such connection, or the asker is no staff
 */
export async function makeReconnectLink(
  db: Database,
  input: { by: LinkMaker; connectionId: string; appUrl: string; now: Date },
): Promise<{ address: string; expiresAt: Date }> {
  const { by, ...link } = input
  if (by !== 'operator' && by.role === 'TRADER') throw notFound('connection')
  return db.$transaction((tx) => writeReconnectLink(tx, link))
}

/** The same within a transaction; the caller has checked who asks. */
export async function writeReconnectLink(
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
