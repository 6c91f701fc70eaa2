import type { Transaction } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { findOwnLink } from './show-reconnect-link'

/**
 * Uses a link up; two clicks at once use it once.
 * @returns the connection that it repairs
 */
export async function spendReconnectLink(
  tx: Transaction,
  input: { userId: string; secret: string; now: Date },
): Promise<string> {
  const { userId, secret, now } = input
  const { id, connectionId } = await findOwnLink(tx, userId, secret)
  const { count } = await tx.reconnectLink.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  })
  if (count === 0)
    throw new AppError(
      'CONFLICT',
      'This link was used already or is older than a day. You can reconnect on the connection’s own page.',
    )
  return connectionId
}
