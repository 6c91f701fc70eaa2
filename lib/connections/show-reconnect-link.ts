import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import type { ReconnectLink } from '@/lib/db/generated/client'
import type { ReconnectLinkView } from '@/lib/domain/views/reconnect-link'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { hashTripSecret } from './secrets-of-a-trip'
import { type Around, showConnection } from './show-connection'

/** What a link's address carries. Always sent in a body, so that it is in no log of addresses. */
export const reconnectSecret = z.string().min(1).max(200)

/**
 * What a link that support sent is about. Looking does not use it up: mail scanners look, too.
 * Somebody else's link, and one that never was, are "not found".
 */
export async function showReconnectLink(
  db: Queryable,
  input: Around & { actor: Actor; secret: string },
): Promise<ReconnectLinkView> {
  const { secret, ...around } = input
  const { actor, now } = around
  const link = await findOwnLink(db, actor.userId, secret)
  const { connectionId } = link
  const connection = await showConnection(db, { ...around, connectionId })
  const status = link.usedAt ? 'used' : link.expiresAt <= now ? 'expired' : 'open'
  return { status, expiresAt: link.expiresAt.toISOString(), connection }
}

/** @throws AppError NOT_FOUND unless it leads to a connection of this person */
export async function findOwnLink(
  db: Queryable,
  userId: string,
  secret: string,
): Promise<ReconnectLink> {
  const link = await db.reconnectLink.findFirst({
    where: {
      tokenHash: hashTripSecret(secret),
      connection: { userId, mergedIntoId: null, repairsId: null },
    },
  })
  if (!link) throw notFound('page')
  return link
}
