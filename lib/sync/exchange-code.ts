import type { ClaimedItem } from '@/lib/agenda/claim'
import { wish } from '@/lib/agenda/wish'
import { finishWork } from '@/lib/agenda/work-context'
import { recordEvent } from '@/lib/connections/record-event'
import { stopReading } from '@/lib/connections/stop-reading'
import { classifyRefusal, PLATFORM_NOT_CONFIGURED } from '@/lib/ctrader/failure'
import type { Transaction } from '@/lib/db/client'
import type { PendingAuthorization } from '@/lib/db/generated/client'
import { Prisma } from '@/lib/db/generated/client'
import type { AuthorizationOutcome } from '@/lib/domain/connection-state'
import { noticeDueAt } from '@/lib/domain/notice-schedule'
import { discardAnswer } from '@/lib/grants/discard-answer'
import { type KeptAnswer, nameOfExchange } from '@/lib/grants/kept-answers'
import { renewalDueAt } from '@/lib/grants/renewal-time'
import { forgetGrant, moveGrant, readGrant, storeNewGrant } from '@/lib/grants/vault'
import type { SyncContext } from './context'
import { type ListedAccount, listAccounts } from './list-accounts'
import { saveAccounts } from './save-accounts'

/** An authorization code lives one minute (Open API notes §2.2). */
const CODE_LIFE_MS = 60_000
const SEALED_WAITS_MS = 24 * 60 * 60_000

/** With the environment in which the trader gave consent. */
type Trip = PendingAuthorization & { connection: { platform: string } }

/**
 * Turns the code of a callback into a connection: exchange, seal, look who it is, list the accounts.
 *
 * The code is taken out of the database before it is used. Once the pair is sealed the rest can be
 * done again as often as needed, so a worker killed in the middle loses nothing but, at worst, a
 * code that the trader replaces by starting again.
 */
export async function exchangeCode(context: SyncContext, item: ClaimedItem): Promise<void> {
  const authorization = await context.db.pendingAuthorization.findUnique({
    where: { id: item.subjectId },
    include: { connection: { select: { platform: true } } },
  })
  if (!authorization || authorization.outcome !== null) {
    await discardAnswer(context, item.subjectId)
    return context.db.$transaction((tx) => finishWork(context, tx, item, null))
  }

  if (givesUpAt(authorization) < context.clock.now()) {
    await forgetGrant(context.db, authorization.stagingId)
    await end(context, item, authorization, { outcome: 'failed', code: 'GAVE_UP' })
    return discardAnswer(context, authorization.id)
  }
  const sealed = await readGrant(context.db, context.ring, authorization.stagingId)
  const isFresh =
    sealed && authorization.codeReceivedAt && sealed.renewedAt >= authorization.codeReceivedAt
  if (isFresh) await context.answers.forget(nameOfExchange(authorization.id))
  const failed = isFresh ? null : await exchange(context, authorization)
  if (failed) return end(context, item, authorization, failed)
  await attach(context, item, authorization)
}

/** The trip ended when the code came; a pair that is sealed may wait a day for cTrader to answer. */
function givesUpAt({ codeReceivedAt, expiresAt }: PendingAuthorization): Date {
  return new Date((codeReceivedAt ?? expiresAt).getTime() + SEALED_WAITS_MS)
}

/** @returns what went wrong, or null when a pair is sealed in the staging row */
async function exchange(
  context: SyncContext,
  authorization: Trip,
): Promise<{ outcome: AuthorizationOutcome; code: string } | null> {
  const { id, stagingId, codeReceivedAt } = authorization
  const kept = await context.answers.find(nameOfExchange(id))
  if (kept) return saveFirstPair(context, kept)
  const oauth = context.oauthClients.get(authorization.connection.platform)
  if (!oauth) return { outcome: 'not-approved', code: PLATFORM_NOT_CONFIGURED }
  const code = await takeCode(context, id)
  if (!code) return { outcome: 'failed', code: 'CODE_LOST' }
  const age = context.clock.now().getTime() - (codeReceivedAt?.getTime() ?? 0)
  if (age > CODE_LIFE_MS) return { outcome: 'code-expired', code: 'CODE_EXPIRED' }

  const answer = await oauth.exchange(code, context.redirectUri)
  if (answer.kind === 'refused') {
    const notApproved = classifyRefusal(answer) === 'not-approved'
    return { outcome: notApproved ? 'not-approved' : 'failed', code: answer.errorCode }
  }
  if (answer.kind !== 'issued') return { outcome: 'failed', code: answer.errorCode }
  const { accessToken, refreshToken, expiresInSeconds } = answer.pair
  const now = context.clock.now()
  const fresh: KeptAnswer = {
    name: nameOfExchange(id),
    connectionId: stagingId,
    spentGeneration: null,
    accessToken,
    refreshToken,
    accessTokenExpiresAt: new Date(now.getTime() + expiresInSeconds * 1000),
  }
  await context.answers.keep(fresh)
  return saveFirstPair(context, fresh)
}

async function saveFirstPair(context: SyncContext, { name, ...pair }: KeptAnswer): Promise<null> {
  const now = context.clock.now()
  await storeNewGrant(context.db, context.ring, { ...pair, scope: 'accounts', now })
  await context.answers.forget(name)
  return null
}

async function takeCode(context: SyncContext, id: string): Promise<string | null> {
  const rows = await context.db.$queryRaw<{ code: string | null }[]>(Prisma.sql`
    WITH taken AS (SELECT "id", "code" FROM "PendingAuthorization" WHERE "id" = ${id}::uuid FOR UPDATE)
    UPDATE "PendingAuthorization" SET "code" = NULL FROM taken
    WHERE "PendingAuthorization"."id" = taken."id" RETURNING taken."code"`)
  return rows[0]?.code ?? null
}

/** Finds out whose grant it is and gives it to the connection of that cTrader ID. */
async function attach(context: SyncContext, item: ClaimedItem, authorization: Trip): Promise<void> {
  const { stagingId } = authorization
  const { platform } = authorization.connection
  const grant = await readGrant(context.db, context.ring, stagingId)
  if (!grant) return end(context, item, authorization, { outcome: 'failed', code: 'NO_GRANT' })
  // Profile and account list are the same on both hosts.
  const session = await context.providers.session(platform, 'DEMO')
  const { accessToken, refreshToken } = grant
  const { profile } = await session.request('GetCtidProfileByTokenReq', { accessToken })
  const { scope, accounts } = await listAccounts(session, accessToken)
  if (scope === 'trading') {
    // Spending it once makes every copy of the pair worthless; then it is forgotten.
    await context.oauthClients.get(platform)?.refresh(refreshToken)
    await forgetGrant(context.db, stagingId)
    return end(context, item, authorization, { outcome: 'trade-scope', code: 'SCOPE_TRADE' })
  }
  await context.db.$transaction(async (tx) => {
    const identity = { platform, ctid: profile.userId }
    const target = await chooseTarget(tx, authorization, identity)
    if (target.id !== stagingId)
      await moveGrant(tx, context.ring, {
        from: stagingId,
        to: target.id,
        now: context.clock.now(),
      })
    await supersedeOthers(context, tx, authorization.userId, identity)
    await welcome(context, tx, { ...target, ctid: identity.ctid, accounts })
    const outcome = target.mismatch
      ? 'other-ctid'
      : accounts.length === 0
        ? 'no-accounts'
        : 'succeeded'
    await endIn(context, tx, item, authorization, { outcome, mergedInto: target.mergedInto })
    await wish(tx, 'connection.renew', target.id, renewalDueAt(grant, Math.random()))
  })
}

/** A person at cTrader: each environment numbers its own. */
type CtraderIdentity = { platform: string; ctid: bigint }

type Target = { id: string; mismatch: boolean; mergedInto: string | null }

/**
 * The connection a cTrader ID belongs to. One that this user has linked before *is* that connection:
 * the new consent ended its old grant, so the new one must live there.
 */
async function chooseTarget(
  tx: Transaction,
  { userId, connectionId, stagingId }: PendingAuthorization,
  identity: CtraderIdentity,
): Promise<Target> {
  const existing = await tx.connection.findFirst({
    where: { userId, ...identity, mergedIntoId: null, repairsId: null },
    orderBy: { createdAt: 'asc' },
  })
  if (connectionId === stagingId) {
    const merged = existing && existing.id !== connectionId ? existing.id : null
    return { id: merged ?? connectionId, mismatch: false, mergedInto: merged }
  }
  const repaired = await tx.connection.findUniqueOrThrow({ where: { id: connectionId } })
  const same = repaired.ctid === null || repaired.ctid === identity.ctid
  if (same) return { id: connectionId, mismatch: false, mergedInto: null }
  return { id: existing?.id ?? stagingId, mismatch: true, mergedInto: null }
}

/** Another user's link to the same cTrader ID ended at cTrader the moment this one was given. */
async function supersedeOthers(
  context: SyncContext,
  tx: Transaction,
  userId: string,
  identity: CtraderIdentity,
): Promise<void> {
  const others = await tx.connection.findMany({
    where: { ...identity, userId: { not: userId }, supersededAt: null, removedAt: null },
    select: { id: true, missedSince: true, lastSuccessAt: true },
  })
  const now = context.clock.now()
  for (const { id, missedSince, lastSuccessAt } of others) {
    await tx.connection.update({
      where: { id },
      data: { supersededAt: now, syncAskedAt: null, missedSince: missedSince ?? lastSuccessAt },
    })
    await stopReading(tx, id, { cause: 'SUPERSEDED', now })
    await forgetGrant(tx, id)
    await recordEvent(tx, { connectionId: id, kind: 'superseded', actor: 'provider' })
    await wish(tx, 'connection.notify', id, noticeDueAt(now))
  }
}

async function welcome(
  context: SyncContext,
  tx: Transaction,
  input: Target & { ctid: bigint; accounts: ListedAccount[] },
): Promise<void> {
  // A repair by the wrong cTrader ID that is not linked here: nobody asked for it, so it is dropped.
  const connection = await tx.connection.findUniqueOrThrow({ where: { id: input.id } })
  if (connection.repairsId) {
    await tx.connection.delete({ where: { id: connection.id } })
    return
  }
  const now = context.clock.now()
  await tx.connection.update({
    where: { id: connection.id },
    data: {
      ctid: input.ctid,
      grantedAt: now,
      refusedAt: null,
      refusalCode: null,
      notApprovedAt: null,
      supersededAt: null,
      removedAt: null,
      lastFailureAt: null,
      lastFailureCode: null,
      lastFailureClass: null,
      failingSince: null,
      // The check that follows reads every followed account, whatever happened while we were away.
      ...(connection.completedAt ? { syncAskedAt: now, syncAskedBy: 'user' } : {}),
    },
  })
  await saveAccounts(tx, connection, input.accounts, now)
  await wish(tx, 'connection.describe', connection.id, now)
  if (input.mergedInto)
    await recordEvent(tx, { connectionId: connection.id, kind: 'merged', actor: 'user' })
  await recordEvent(tx, {
    connectionId: connection.id,
    kind: 'authorised',
    actor: 'provider',
    detail: { accounts: input.accounts.length },
  })
  if (connection.completedAt) await wish(tx, 'connection.check', connection.id, now)
  await wish(tx, 'connection.notify', connection.id, now)
}

async function end(
  context: SyncContext,
  item: ClaimedItem,
  authorization: Trip,
  failed: { outcome: AuthorizationOutcome; code: string },
): Promise<void> {
  await context.db.$transaction((tx) =>
    endIn(context, tx, item, authorization, { ...failed, mergedInto: null }),
  )
}

async function endIn(
  context: SyncContext,
  tx: Transaction,
  item: ClaimedItem,
  { id, connectionId, stagingId }: PendingAuthorization,
  result: { outcome: AuthorizationOutcome; code?: string; mergedInto: string | null },
): Promise<void> {
  const now = context.clock.now()
  const { outcome, code, mergedInto } = result
  await tx.pendingAuthorization.update({
    where: { id },
    data: { outcome, endedAt: now, code: null },
  })
  if (mergedInto)
    await tx.connection.update({ where: { id: connectionId }, data: { mergedIntoId: mergedInto } })
  if (stagingId !== connectionId)
    await tx.connection.deleteMany({ where: { id: stagingId, repairsId: connectionId } })
  if (outcome !== 'succeeded')
    await recordEvent(tx, {
      connectionId,
      kind: 'authorisation-ended',
      actor: 'provider',
      code: code ?? outcome,
    })
  await finishWork(context, tx, item, null)
}
