import { wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import type { AuthorizationOutcome } from '@/lib/domain/connection-state'
import type { Actor } from '@/lib/identity/sessions'
import { recordEvent } from './record-event'
import { hashTripSecret } from './secrets-of-a-trip'

/**
 * Receives the trader back from cTrader. Needs the browser that began and the person who began;
 * `state` has to match when it comes back (Spotware may not echo it, Open API notes §2.1).
 * Stores the code for the worker and attaches nothing.
 *
 * @returns the connection to show, or null when there is no trip this answer could belong to
 */
export async function receiveCallback(
  db: Database,
  input: {
    actor: Actor
    cookie: string | null
    query: { code?: string; state?: string; error?: string }
    now: Date
  },
): Promise<{ connectionId: string } | null> {
  const { actor, cookie, query, now } = input
  if (!cookie) return null
  return db.$transaction(async (tx) => {
    const trip = await tx.pendingAuthorization.findFirst({
      where: { cookieHash: hashTripSecret(cookie), userId: actor.userId },
    })
    if (!trip) return null
    const answer = { connectionId: trip.connectionId }
    // A reload of the callback address must not use the trip a second time.
    if (trip.codeReceivedAt || trip.outcome) return answer

    const failed = judge(query, trip, now)
    const { count } = await tx.pendingAuthorization.updateMany({
      where: { id: trip.id, codeReceivedAt: null, outcome: null },
      data: failed ? { outcome: failed, endedAt: now } : { code: query.code, codeReceivedAt: now },
    })
    if (count === 0) return answer
    if (failed) {
      await recordEvent(tx, {
        connectionId: trip.connectionId,
        kind: 'authorisation-ended',
        actor: 'user',
        code: failed,
      })
      if (trip.stagingId !== trip.connectionId)
        await tx.connection.deleteMany({
          where: { id: trip.stagingId, repairsId: trip.connectionId },
        })
    } else {
      await wish(tx, 'authorization.exchange', trip.id, now)
    }
    return answer
  })
}

function judge(
  query: { code?: string; state?: string; error?: string },
  trip: { expiresAt: Date; stateHash: string },
  now: Date,
): AuthorizationOutcome | null {
  if (query.state && hashTripSecret(query.state) !== trip.stateHash) return 'state-mismatch'
  // What a refusal looks like is documented nowhere: an error, or nothing at all.
  if (!query.code) return 'declined'
  return trip.expiresAt <= now ? 'expired' : null
}
