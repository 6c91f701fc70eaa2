import { randomBytes } from 'node:crypto'
import type { Queryable } from '@/lib/db/client'
import type { Grant } from '@/lib/db/generated/client'
import { type KeyRing, keyById, open, seal, sealingKey } from './key-ring'

/** The tokens of one connection, opened. Lives only inside lib/grants and its callers in the worker. */
export type OpenGrant = {
  connectionId: string
  accessToken: string
  refreshToken: string
  generation: number
  accessTokenExpiresAt: Date
  renewedAt: Date
}

const REWRAP_BATCH = 200

type NewPair = { accessToken: string; refreshToken: string; accessTokenExpiresAt: Date }

/** Stores the first pair of a connection, or the pair of a new consent in place of the old one. */
export async function storeNewGrant(
  tx: Queryable,
  ring: KeyRing,
  input: NewPair & { connectionId: string; scope: string; now: Date },
): Promise<void> {
  const { connectionId, scope, now } = input
  const before = await tx.grant.findUnique({ where: { connectionId } })
  const generation = (before?.generation ?? 0) + 1
  const row = {
    ...sealPair(ring, connectionId, generation, input),
    generation,
    scope,
    accessTokenExpiresAt: input.accessTokenExpiresAt,
    renewedAt: now,
    refreshLeaseOwner: null,
    refreshLeaseUntil: null,
    refreshIntentAt: null,
  }
  await tx.grant.upsert({ where: { connectionId }, create: { connectionId, ...row }, update: row })
}

/**
 * Replaces a pair after a refresh, only while the row still holds the generation it came from.
 * @returns false when somebody else replaced it meanwhile
 */
export async function replacePair(
  tx: Queryable,
  ring: KeyRing,
  input: NewPair & { connectionId: string; expectedGeneration: number; now: Date },
): Promise<boolean> {
  const { connectionId, expectedGeneration } = input
  const generation = expectedGeneration + 1
  const { count } = await tx.grant.updateMany({
    where: { connectionId, generation: expectedGeneration },
    data: {
      ...sealPair(ring, connectionId, generation, input),
      generation,
      accessTokenExpiresAt: input.accessTokenExpiresAt,
      renewedAt: input.now,
      refreshLeaseOwner: null,
      refreshLeaseUntil: null,
      refreshIntentAt: null,
    },
  })
  return count === 1
}

/** @returns null when the connection holds no grant. @throws VaultError when it does not open. */
export async function readGrant(
  tx: Queryable,
  ring: KeyRing,
  connectionId: string,
): Promise<OpenGrant | null> {
  const row = await tx.grant.findUnique({ where: { connectionId } })
  return row ? openRow(ring, row) : null
}

/** Moves a grant to the connection its cTrader ID already has. The sealed bytes are bound to the row, so it is sealed anew. */
export async function moveGrant(
  tx: Queryable,
  ring: KeyRing,
  input: { from: string; to: string; now: Date },
): Promise<void> {
  const row = await tx.grant.findUniqueOrThrow({ where: { connectionId: input.from } })
  const opened = openRow(ring, row)
  await storeNewGrant(tx, ring, {
    ...opened,
    connectionId: input.to,
    scope: row.scope,
    now: input.now,
  })
  await tx.grant.delete({ where: { connectionId: input.from } })
}

export async function forgetGrant(tx: Queryable, connectionId: string): Promise<void> {
  await tx.grant.deleteMany({ where: { connectionId } })
}

/**
 * Wraps the data keys of all grants anew with the first key of the ring, in small batches and while
 * everything runs: a grant that is renewed meanwhile is sealed with that key anyway.
 *
 * @returns how many were wrapped anew
 * @throws VaultError when the key of a grant is not in the ring; what was done until then is right
 */
export async function rewrapGrants(db: Queryable, ring: KeyRing): Promise<number> {
  const { id: keyId, key } = sealingKey(ring)
  let rewrapped = 0
  for (;;) {
    const rows = await db.grant.findMany({
      where: { keyId: { not: keyId } },
      take: REWRAP_BATCH,
      select: { connectionId: true, generation: true, keyId: true, wrappedDataKey: true },
    })
    if (rows.length === 0) return rewrapped
    for (const { connectionId, generation, keyId: wrappedBy, wrappedDataKey } of rows) {
      const binding = boundTo(connectionId, generation, 'dataKey')
      const dataKey = open(keyById(ring, wrappedBy), wrappedDataKey, binding)
      const { count } = await db.grant.updateMany({
        where: { connectionId, generation, keyId: wrappedBy },
        data: { keyId, wrappedDataKey: seal(key, dataKey, binding) },
      })
      rewrapped += count
    }
  }
}

function sealPair(ring: KeyRing, connectionId: string, generation: number, pair: NewPair) {
  const { id: keyId, key } = sealingKey(ring)
  const dataKey = randomBytes(32)
  const bind = (field: string) => boundTo(connectionId, generation, field)
  return {
    keyId,
    wrappedDataKey: seal(key, dataKey, bind('dataKey')),
    sealedAccessToken: seal(dataKey, Buffer.from(pair.accessToken), bind('accessToken')),
    sealedRefreshToken: seal(dataKey, Buffer.from(pair.refreshToken), bind('refreshToken')),
  }
}

function openRow(ring: KeyRing, row: Grant): OpenGrant {
  const bind = (field: string) => boundTo(row.connectionId, row.generation, field)
  const dataKey = open(keyById(ring, row.keyId), row.wrappedDataKey, bind('dataKey'))
  return {
    connectionId: row.connectionId,
    accessToken: open(dataKey, row.sealedAccessToken, bind('accessToken')).toString(),
    refreshToken: open(dataKey, row.sealedRefreshToken, bind('refreshToken')).toString(),
    generation: row.generation,
    accessTokenExpiresAt: row.accessTokenExpiresAt,
    renewedAt: row.renewedAt,
  }
}

function boundTo(connectionId: string, generation: number, field: string): string {
  return `grant:${connectionId}:${generation}:${field}`
}
