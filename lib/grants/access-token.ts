import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '@/lib/clock'
import { recordEvent } from '@/lib/connections/record-event'
import { classifyRefusal, ProviderFailure } from '@/lib/ctrader/failure'
import type { OAuthClient } from '@/lib/ctrader/oauth-client'
import type { Database } from '@/lib/db/client'
import type { KeyRing } from './key-ring'
import { type OpenGrant, readGrant, replacePair } from './vault'

/** Longer than the token endpoint's time-out, so a lease never ends during the call it covers. */
const LEASE_MS = 60_000
/** Below this the token could end during a step, so it is renewed first. */
const TOO_CLOSE_MS = 10 * 60_000

export type GrantKeeper = {
  db: Database
  ring: KeyRing
  oauth: OAuthClient
  clock: Clock
  /** Names this process in leases. */
  workerId: string
}

/**
 * An access token that works, renewed first when it is about to end.
 *
 * @param rejectedGeneration the generation the provider just refused: a newer one is used or fetched
 * @throws ProviderFailure `reconnect-required` when the grant is definitely over, `retry-later` when that is unknown
 */
export async function accessTokenFor(
  keeper: GrantKeeper,
  connectionId: string,
  rejectedGeneration?: number,
): Promise<{ accessToken: string; generation: number }> {
  const grant = await requireGrant(keeper, connectionId)
  const endsSoon =
    grant.accessTokenExpiresAt.getTime() - keeper.clock.now().getTime() < TOO_CLOSE_MS
  const rejected = rejectedGeneration !== undefined && grant.generation <= rejectedGeneration
  return endsSoon || rejected ? renewGrant(keeper, connectionId, grant.generation) : grant
}

/**
 * Renews a grant: lease, re-read, refresh, save, release. The refresh token is spent by its first
 * use, so exactly one process may send it, and no database connection is held while it does.
 *
 * @param generation what the caller saw; when another process has renewed since, its pair is used
 */
export function renewGrant(
  keeper: GrantKeeper,
  connectionId: string,
  generation: number,
): Promise<{ accessToken: string; generation: number }> {
  const key = `${keeper.workerId}/${connectionId}/${generation}`
  const running =
    renewing.get(key) ?? renew(keeper, connectionId, generation).finally(() => renewing.delete(key))
  renewing.set(key, running)
  return running
}

/** Callers of one process share one renewal and its outcome: a failed one is not tried twenty times. */
const renewing = new Map<string, Promise<{ accessToken: string; generation: number }>>()

async function renew(
  keeper: GrantKeeper,
  connectionId: string,
  generation: number,
): Promise<{ accessToken: string; generation: number }> {
  const deadline = performance.now() + LEASE_MS
  while (!(await takeLease(keeper, connectionId, generation))) {
    const current = await requireGrant(keeper, connectionId)
    if (current.generation > generation) return current
    if (performance.now() > deadline) throw new ProviderFailure('RENEWAL_BUSY', 'retry-later')
    await pause(100)
  }
  const grant = await requireGrant(keeper, connectionId)
  if (grant.generation > generation) return grant
  const answer = await keeper.oauth.refresh(grant.refreshToken)
  switch (answer.kind) {
    case 'issued': {
      const { accessToken, refreshToken, expiresInSeconds } = answer.pair
      const now = keeper.clock.now()
      const accessTokenExpiresAt = new Date(now.getTime() + expiresInSeconds * 1000)
      await keeper.db.$transaction(async (tx) => {
        const saved = await replacePair(tx, keeper.ring, {
          connectionId,
          expectedGeneration: generation,
          accessToken,
          refreshToken,
          accessTokenExpiresAt,
          now,
        })
        if (saved) await recordEvent(tx, { connectionId, kind: 'renewed', actor: 'worker' })
      })
      return requireGrant(keeper, connectionId)
    }
    case 'refused': {
      // A definite no counts only if the pair is still the one that was refused.
      const current = await requireGrant(keeper, connectionId)
      if (current.generation > generation) return current
      await releaseLease(keeper, connectionId, { intentSettled: true })
      throw new ProviderFailure(answer.errorCode, classifyRefusal(answer), {
        description: answer.description ?? undefined,
      })
    }
    case 'not-now':
      await releaseLease(keeper, connectionId, { intentSettled: true })
      throw new ProviderFailure(answer.errorCode, 'retry-later')
    case 'unknown':
      // The old token may be spent: the intent stays on record, the next try settles it.
      await releaseLease(keeper, connectionId, { intentSettled: false })
      throw new ProviderFailure(answer.errorCode, 'retry-later')
  }
}

async function requireGrant(keeper: GrantKeeper, connectionId: string): Promise<OpenGrant> {
  const grant = await readGrant(keeper.db, keeper.ring, connectionId)
  if (!grant) throw new ProviderFailure('NO_GRANT', 'reconnect-required')
  return grant
}

async function takeLease(
  { db, clock, workerId }: GrantKeeper,
  connectionId: string,
  generation: number,
): Promise<boolean> {
  const now = clock.now()
  const { count } = await db.grant.updateMany({
    where: {
      connectionId,
      generation,
      OR: [{ refreshLeaseUntil: null }, { refreshLeaseUntil: { lt: now } }],
    },
    data: {
      refreshLeaseOwner: workerId,
      refreshLeaseUntil: new Date(now.getTime() + LEASE_MS),
      refreshIntentAt: now,
    },
  })
  return count === 1
}

async function releaseLease(
  { db, workerId }: GrantKeeper,
  connectionId: string,
  { intentSettled }: { intentSettled: boolean },
): Promise<void> {
  await db.grant.updateMany({
    where: { connectionId, refreshLeaseOwner: workerId },
    data: {
      refreshLeaseOwner: null,
      refreshLeaseUntil: null,
      ...(intentSettled ? { refreshIntentAt: null } : {}),
    },
  })
}
