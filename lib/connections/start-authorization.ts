import { z } from 'zod'
import { authorizationUrl, redirectUri } from '@/lib/ctrader/authorization-url'
import type { Database, Transaction } from '@/lib/db/client'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { recordEvent } from './record-event'
import { hashTripSecret, newTripSecret } from './secrets-of-a-trip'
import { reconnectSecret } from './show-reconnect-link'
import { spendReconnectLink } from './spend-reconnect-link'

export const StartAuthorization = z.object({
  connectionId: z.uuid().optional(),
  /** Of a link that support sent: names the connection, and is used up by this. */
  reconnectLink: reconnectSecret.optional(),
})

/** How long the trader may take at cTrader. */
export const TRIP_MINUTES = 10

/**
 * Begins a trip to cTrader's consent page, for a new connection or to repair one.
 * @returns where to send the browser, and the cookie that it has to bring back
 */
export async function startAuthorization(
  db: Database,
  input: {
    actor: Actor
    connectionId?: string
    reconnectLink?: string
    provider: { authUrl: string; clientId: string; appUrl: string }
    now: Date
  },
): Promise<{ authorizationUrl: string; connectionId: string; cookie: string }> {
  const { actor, provider, now } = input
  const cookie = newTripSecret()
  const state = newTripSecret()
  const connectionId = await db.$transaction(async (tx) => {
    const { userId } = actor
    const named = input.reconnectLink
      ? await spendReconnectLink(tx, { userId, secret: input.reconnectLink, now })
      : input.connectionId
    const connection = await chooseConnection(tx, userId, named)
    await forgetIdleTrips(tx, connection.id)
    const underWay = await tx.pendingAuthorization.count({
      where: { connectionId: connection.id, outcome: null },
    })
    // A pair that lives, or is on its way, must not be overwritten before it is known whose the new one is.
    const needsStaging = connection.grantedAt !== null || underWay > 0
    const staging = needsStaging
      ? await tx.connection.create({ data: { userId, repairsId: connection.id } })
      : connection
    await tx.pendingAuthorization.create({
      data: {
        userId,
        connectionId: connection.id,
        stagingId: staging.id,
        cookieHash: hashTripSecret(cookie),
        stateHash: hashTripSecret(state),
        createdAt: now,
        expiresAt: new Date(now.getTime() + TRIP_MINUTES * 60_000),
      },
    })
    await recordEvent(tx, {
      connectionId: connection.id,
      kind: 'authorisation-started',
      actor: 'user',
    })
    return connection.id
  })
  return {
    authorizationUrl: authorizationUrl({
      authUrl: provider.authUrl,
      clientId: provider.clientId,
      redirectUri: redirectUri(provider.appUrl),
      state,
    }),
    connectionId,
    cookie,
  }
}

/** Only the newest trip counts; coming back from an older tab changes nothing. */
async function forgetIdleTrips(tx: Transaction, connectionId: string): Promise<void> {
  const idle = { connectionId, outcome: null, codeReceivedAt: null }
  const trips = await tx.pendingAuthorization.findMany({ where: idle })
  await tx.pendingAuthorization.deleteMany({ where: idle })
  await tx.connection.deleteMany({
    where: { id: { in: trips.map(({ stagingId }) => stagingId) }, repairsId: connectionId },
  })
}

/** The connection named, or one that never got anywhere, or a new one. */
async function chooseConnection(tx: Transaction, userId: string, connectionId?: string) {
  if (connectionId) {
    const named = await tx.connection.findFirst({
      where: { id: connectionId, userId, mergedIntoId: null, repairsId: null },
    })
    if (!named) throw notFound('connection')
    return named
  }
  const unused = await tx.connection.findFirst({
    where: {
      userId,
      grantedAt: null,
      mergedIntoId: null,
      repairsId: null,
      removedAt: null,
      authorizations: { none: { outcome: null, codeReceivedAt: { not: null } } },
    },
  })
  return unused ?? tx.connection.create({ data: { userId } })
}
