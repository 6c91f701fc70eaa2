import { z } from 'zod'
import { authorizationUrl, redirectUri } from '@/lib/ctrader/authorization-url'
import type { Database, Transaction } from '@/lib/db/client'
import type { Connection } from '@/lib/db/generated/client'
import { DEFAULT_PLATFORM } from '@/lib/domain/platform'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { recordEvent } from './record-event'
import { hashTripSecret, newTripSecret } from './secrets-of-a-trip'
import { reconnectSecret } from './show-reconnect-link'
import { spendReconnectLink } from './spend-reconnect-link'

/** A new connection in an environment, or the repair of one, which stays in its own. */
export const StartAuthorization = z.object({
  connectionId: z.uuid().optional(),
  /** Of a link that support sent: names the connection, and is used up by this. */
  reconnectLink: reconnectSecret.optional(),
  platform: z.string().optional(),
})

/** What the web process knows of the environments: where to send the browser, and as whom. */
export type ConsentPages = {
  appUrl: string
  platforms: readonly { key: string; name: string; clientId: string; authUrl: string }[]
}

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
    /** Key of an environment; without one it is cTrader itself. */
    platform?: string
    provider: ConsentPages
    now: Date
  },
): Promise<{ authorizationUrl: string; connectionId: string; cookie: string }> {
  const { actor, provider, now, platform = DEFAULT_PLATFORM } = input
  if (!findPlatform(provider, platform))
    throw new AppError('BAD_INPUT', 'Tallybook knows no such environment. Choose one of the list.')
  const cookie = newTripSecret()
  const state = newTripSecret()
  const connection = await db.$transaction(async (tx) => {
    const { userId } = actor
    const named = input.reconnectLink
      ? await spendReconnectLink(tx, { userId, secret: input.reconnectLink, now })
      : input.connectionId
    const connection = named
      ? await findOwn(tx, userId, named)
      : await chooseNew(tx, userId, platform)
    const page = findPlatform(provider, connection.platform)
    if (!page) throw notConfigured(connection.platform)
    await forgetIdleTrips(tx, connection.id)
    const underWay = await tx.pendingAuthorization.count({
      where: { connectionId: connection.id, outcome: null },
    })
    // A pair that lives, or is on its way, must not be overwritten before it is known whose the new one is.
    const needsStaging = connection.grantedAt !== null || underWay > 0
    const staging = needsStaging
      ? await tx.connection.create({
          data: { userId, platform: connection.platform, repairsId: connection.id },
        })
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
    return { id: connection.id, page }
  })
  return {
    authorizationUrl: authorizationUrl({
      authUrl: connection.page.authUrl,
      clientId: connection.page.clientId,
      redirectUri: redirectUri(provider.appUrl),
      state,
    }),
    connectionId: connection.id,
    cookie,
  }
}

function findPlatform({ platforms }: ConsentPages, key: string) {
  return platforms.find((platform) => platform.key === key)
}

function notConfigured(platform: string): AppError {
  return new AppError(
    'CONFLICT',
    `The environment “${platform}” is not set up in this Tallybook just now, so nobody can be sent there. Nothing was changed.`,
  )
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

async function findOwn(tx: Transaction, userId: string, connectionId: string): Promise<Connection> {
  const named = await tx.connection.findFirst({
    where: { id: connectionId, userId, mergedIntoId: null, repairsId: null },
  })
  if (!named) throw notFound('connection')
  return named
}

/** One that never got anywhere, or a new one. */
async function chooseNew(tx: Transaction, userId: string, platform: string): Promise<Connection> {
  const unused = await tx.connection.findFirst({
    where: {
      userId,
      platform,
      grantedAt: null,
      mergedIntoId: null,
      repairsId: null,
      removedAt: null,
      authorizations: { none: { outcome: null, codeReceivedAt: { not: null } } },
    },
  })
  return unused ?? tx.connection.create({ data: { userId, platform } })
}
