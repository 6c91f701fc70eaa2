import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '@/lib/clock'
import { recordEvent } from '@/lib/connections/record-event'
import { classifyRefusal, ProviderFailure, platformNotConfigured } from '@/lib/ctrader/failure'
import type { OAuthClient, OAuthClients, TokenAnswer, TokenPair } from '@/lib/ctrader/oauth-client'
import type { Database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { type KeepingStep, type KeptAnswer, type KeptAnswers, nameOfRefresh } from './kept-answers'
import type { KeyRing } from './key-ring'
import { type OpenGrant, readGrant, replacePair } from './vault'

/** Longer than the token endpoint's time-out, so a lease never ends during the call it covers. */
const LEASE_MS = 60_000
/** Below this the token could end during a step, so it is renewed first. */
const TOO_CLOSE_MS = 10 * 60_000

export type GrantKeeper = {
  db: Database
  ring: KeyRing
  oauthClients: OAuthClients
  clock: Clock
  /** Answers on disk that have not reached the database. */
  answers: KeptAnswers
  /** Names this process in leases. */
  workerId: string
  /** Told of every point of a renewal at which a process may be killed. */
  onStep?: (step: RenewalStep) => void
}

export type RenewalStep =
  | KeepingStep
  | 'lease-taken'
  | 'asking'
  | 'answered'
  | 'saving'
  | 'saved'
  | 'forgotten'

/** The provider's yes went missing on its way to us, and its next word was no. */
const ANSWER_LOST = 'ANSWER_LOST'

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
  const oauth = await oauthFor(keeper, connectionId)
  const deadline = performance.now() + LEASE_MS
  let lease = await takeLease(keeper, connectionId, generation)
  for (; !lease; lease = await takeLease(keeper, connectionId, generation)) {
    const current = await requireGrant(keeper, connectionId)
    if (current.generation > generation) return current
    if (performance.now() > deadline) throw new ProviderFailure('RENEWAL_BUSY', 'retry-later')
    await pause(100)
  }
  const grant = await requireGrant(keeper, connectionId)
  if (grant.generation > generation) return grant
  keeper.onStep?.('lease-taken')
  const kept = await keeper.answers.find(nameOfRefresh(connectionId, generation))
  if (kept) {
    await saveAnswer(keeper, kept, generation)
    return requireGrant(keeper, connectionId)
  }
  keeper.onStep?.('asking')
  const answer: TokenAnswer = await oauth.refresh(grant.refreshToken)
  keeper.onStep?.('answered')
  switch (answer.kind) {
    case 'issued': {
      const fresh = answerOf(keeper, connectionId, generation, answer.pair)
      await keeper.answers.keep(fresh)
      await saveAnswer(keeper, fresh, generation)
      return requireGrant(keeper, connectionId)
    }
    case 'refused': {
      // A definite no counts only if the pair is still the one that was refused.
      const current = await requireGrant(keeper, connectionId)
      if (current.generation > generation) return current
      await releaseLease(keeper, connectionId, { intentSettled: true })
      const failureClass = classifyRefusal(answer)
      const wasLost = lease.unsettled && failureClass === 'reconnect-required'
      throw new ProviderFailure(wasLost ? ANSWER_LOST : answer.errorCode, failureClass, {
        description: answer.description ?? undefined,
      })
    }
    case 'not-now':
      await releaseLease(keeper, connectionId, { intentSettled: !lease.unsettled })
      throw new ProviderFailure(answer.errorCode, 'retry-later')
    case 'unknown':
      // The old token may be spent: the intent stays on record, the next try settles it.
      await releaseLease(keeper, connectionId, { intentSettled: false })
      throw new ProviderFailure(answer.errorCode, 'retry-later')
  }
}

function answerOf(
  { clock }: GrantKeeper,
  connectionId: string,
  spentGeneration: number,
  { accessToken, refreshToken, expiresInSeconds }: TokenPair,
): KeptAnswer {
  return {
    name: nameOfRefresh(connectionId, spentGeneration),
    connectionId,
    spentGeneration,
    accessToken,
    refreshToken,
    accessTokenExpiresAt: new Date(clock.now().getTime() + expiresInSeconds * 1000),
  }
}

/**
 * Gives an answer its place in the database, and only then lets go of it on the disk.
 * @returns false when the pair was in the database already, or its connection is gone
 */
export async function saveAnswer(
  keeper: Pick<GrantKeeper, 'db' | 'ring' | 'clock' | 'answers' | 'onStep'>,
  { name, connectionId, ...pair }: KeptAnswer,
  expectedGeneration: number,
): Promise<boolean> {
  const { db, ring, clock, answers } = keeper
  const saved = await db.$transaction(async (tx) => {
    const replaced = await replacePair(tx, ring, {
      connectionId,
      expectedGeneration,
      ...pair,
      now: clock.now(),
    })
    if (replaced) await recordEvent(tx, { connectionId, kind: 'renewed', actor: 'worker' })
    keeper.onStep?.('saving')
    return replaced
  })
  keeper.onStep?.('saved')
  await answers.forget(name)
  keeper.onStep?.('forgotten')
  return saved
}

async function requireGrant(keeper: GrantKeeper, connectionId: string): Promise<OpenGrant> {
  const grant = await readGrant(keeper.db, keeper.ring, connectionId)
  if (!grant) throw noGrant()
  return grant
}

/** The token endpoint that gave a connection its grant. */
async function oauthFor(
  { db, oauthClients }: GrantKeeper,
  connectionId: string,
): Promise<OAuthClient> {
  const connection = await db.connection.findUnique({ where: { id: connectionId } })
  if (!connection) throw noGrant()
  const client = oauthClients.get(connection.platform)
  if (!client) throw platformNotConfigured()
  return client
}

function noGrant(): ProviderFailure {
  return new ProviderFailure('NO_GRANT', 'reconnect-required')
}

/** @returns null while somebody else has it; `unsettled` when the outcome of an earlier refresh was never known */
async function takeLease(
  { db, clock, workerId }: GrantKeeper,
  connectionId: string,
  generation: number,
): Promise<{ unsettled: boolean } | null> {
  const now = clock.now()
  const [taken] = await db.$queryRaw<{ intentBefore: Date | null }[]>(Prisma.sql`
    WITH free AS (
      SELECT "connectionId", "refreshIntentAt" FROM "Grant"
      WHERE "connectionId" = ${connectionId}::uuid AND "generation" = ${generation}
        AND ("refreshLeaseUntil" IS NULL OR "refreshLeaseUntil" < ${now})
      FOR UPDATE
    )
    UPDATE "Grant" SET "refreshLeaseOwner" = ${workerId},
      "refreshLeaseUntil" = ${new Date(now.getTime() + LEASE_MS)}, "refreshIntentAt" = ${now}
    FROM free WHERE "Grant"."connectionId" = free."connectionId"
    RETURNING free."refreshIntentAt" AS "intentBefore"`)
  return taken ? { unsettled: taken.intentBefore !== null } : null
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
