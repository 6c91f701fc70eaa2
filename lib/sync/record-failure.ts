import type { ClaimedItem } from '@/lib/agenda/claim'
import { postpone } from '@/lib/agenda/finish'
import { wish } from '@/lib/agenda/wish'
import { finishWork } from '@/lib/agenda/work-context'
import { recordEvent } from '@/lib/connections/record-event'
import type { ProviderFailure } from '@/lib/ctrader/failure'
import type { Database, Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { FailureClass } from '@/lib/domain/connection-state'
import { noticeDueAt } from '@/lib/domain/notice-schedule'
import { accountView } from '@/lib/journal/account-view'
import type { SyncContext } from './context'

/** Asking again sooner would not get an application approved. */
const NOT_APPROVED_PAUSE_MS = 10 * 60_000

/** A pass that failed so often is over; what is tried again later is another one. */
export const PASS_ENDS_AFTER_ATTEMPTS = 5

/**
 * Notes a failure where it happened and decides what becomes of the work: most failures only delay
 * it; a definite refusal ends it until the trader reconnects. What happens to one account says
 * nothing about the connection: the check, which is made at once then, tells.
 */
export async function recordFailure(
  context: SyncContext,
  item: ClaimedItem,
  failure: ProviderFailure,
): Promise<void> {
  const { db, clock, workerId } = context
  const now = clock.now()
  const { providerCode, failureClass } = failure
  const subject = await findSubject(context, item)
  if (subject && failureClass === 'reconnect-required') {
    if (!(await isAtCtrader(context, subject.connectionId)))
      return endUntilReconnect(context, item, subject.connectionId, failure)
  } else if (subject) {
    if (failureClass === 'not-approved') await noteNotApproved(db, subject.connectionId, now)
    await db.$transaction((tx) =>
      subject.accountId && isOfOneAccount(failureClass)
        ? noteUnreadable(tx, subject.accountId, { code: providerCode, item, now })
        : noteDelay(tx, item, subject.connectionId, failure, now),
    )
  }
  const notBefore = pauseOf(failure, now)
  await postpone(db, item, { owner: workerId, now, reason: providerCode, notBefore })
}

/** cTrader's own word on when, or ours where asking sooner cannot help. */
function pauseOf({ failureClass, details }: ProviderFailure, now: Date): Date | undefined {
  if (failureClass === 'not-approved') return new Date(now.getTime() + NOT_APPROVED_PAUSE_MS)
  return details.maintenanceUntil ?? throttleEnd(failureClass, details.retryAfterSeconds, now)
}

function throttleEnd(
  failureClass: FailureClass,
  retryAfterSeconds: number | undefined,
  now: Date,
): Date | undefined {
  if (failureClass !== 'rate-limited') return undefined
  return new Date(now.getTime() + (retryAfterSeconds ?? 1) * 1000)
}

async function endUntilReconnect(
  context: SyncContext,
  item: ClaimedItem,
  connectionId: string,
  failure: ProviderFailure,
): Promise<void> {
  const now = context.clock.now()
  const { providerCode } = failure
  await context.db.$transaction(async (tx) => {
    const { lastSuccessAt, missedSince, refusedAt, removedAt, supersededAt } =
      await tx.connection.findUniqueOrThrow({ where: { id: connectionId } })
    // It ended by our own doing while cTrader was asked: that it says no then is no news.
    if (removedAt || supersededAt) return finishWork(context, tx, item, null)
    await noteFailure(tx, connectionId, failure, now, {
      // Several steps may find it out; it broke when the first one did.
      refusedAt: refusedAt ?? now,
      refusalCode: providerCode,
      missedSince: missedSince ?? lastSuccessAt,
    })
    await recordEvent(tx, {
      connectionId,
      kind: 'refused',
      actor: 'provider',
      code: providerCode,
    })
    await failRuns(tx, { connectionId }, providerCode, now)
    await wish(tx, 'connection.notify', connectionId, noticeDueAt(now))
    await finishWork(context, tx, item, null)
  })
}

/** Our application is refused, so every connection of that environment is, from this moment on. */
async function noteNotApproved(db: Database, connectionId: string, now: Date): Promise<void> {
  // Many checks find this out in the same second: they lock the rows in one order.
  await db.$executeRaw(Prisma.sql`
    UPDATE "Connection" SET "notApprovedAt" = ${now} WHERE "id" IN (
      SELECT "id" FROM "Connection"
      WHERE "platform" = (SELECT "platform" FROM "Connection" WHERE "id" = ${connectionId}::uuid)
        AND "grantedAt" IS NOT NULL AND "removedAt" IS NULL AND "notApprovedAt" IS NULL
      ORDER BY "id" FOR NO KEY UPDATE)`)
}

async function noteDelay(
  tx: Transaction,
  { kind }: ClaimedItem,
  connectionId: string,
  failure: ProviderFailure,
  now: Date,
): Promise<void> {
  const { maintenanceUntil, retryAfterSeconds } = failure.details
  const throttledUntil = throttleEnd(failure.failureClass, retryAfterSeconds, now)
  const { renewalFailingSince } = await tx.connection.findUniqueOrThrow({
    where: { id: connectionId },
  })
  await noteFailure(tx, connectionId, failure, now, {
    ...(maintenanceUntil ? { maintenanceUntil } : {}),
    ...(throttledUntil ? { throttledUntil } : {}),
    ...(kind === 'connection.renew' && !renewalFailingSince ? { renewalFailingSince: now } : {}),
  })
}

/** Also one that the broker closed or disabled: whether it is gone, cTrader's list tells. */
function isOfOneAccount(failureClass: FailureClass): boolean {
  return ['retry-later', 'our-fault', 'account-gone'].includes(failureClass)
}

async function noteUnreadable(
  tx: Transaction,
  accountId: string,
  { code, item, now }: { code: string; item: ClaimedItem; now: Date },
): Promise<void> {
  const before = await tx.tradingAccount.findUniqueOrThrow({ where: { id: accountId } })
  await tx.tradingAccount.update({
    where: { id: accountId },
    data: { unreadableSince: before.unreadableSince ?? now, unreadableCode: code },
  })
  const { connectionId, unreadableSince } = before
  if (!unreadableSince && connectionId) await wish(tx, 'connection.check', connectionId, now)
  if (item.attempts < PASS_ENDS_AFTER_ATTEMPTS) return
  await failRuns(tx, { accountId }, code, now)
  if (item.attempts === PASS_ENDS_AFTER_ATTEMPTS && connectionId)
    await recordEvent(tx, {
      connectionId,
      kind: 'account-unreadable',
      actor: 'provider',
      code,
      detail: { account: accountView(before).name },
    })
}

/**
 * A new consent ends the grant before it at once, so while the trader is on that trip a refusal is
 * no news: either the trip ends well, or the next try tells.
 */
async function isAtCtrader({ db, clock }: SyncContext, connectionId: string): Promise<boolean> {
  const { userId, platform } = await db.connection.findUniqueOrThrow({
    where: { id: connectionId },
  })
  const trips = await db.pendingAuthorization.count({
    where: { userId, outcome: null, expiresAt: { gt: clock.now() }, connection: { platform } },
  })
  return trips > 0
}

async function findSubject(
  { db }: SyncContext,
  { kind, subjectId }: ClaimedItem,
): Promise<{ connectionId: string; accountId: string | null } | null> {
  switch (kind) {
    case 'connection.check':
    case 'connection.describe':
    case 'connection.renew':
      return { connectionId: subjectId, accountId: null }
    case 'account.sync': {
      const account = await db.tradingAccount.findUnique({ where: { id: subjectId } })
      return account?.connectionId
        ? { connectionId: account.connectionId, accountId: account.id }
        : null
    }
    default:
      return null
  }
}

async function noteFailure(
  tx: Transaction,
  connectionId: string,
  { providerCode, failureClass }: ProviderFailure,
  now: Date,
  facts: Prisma.ConnectionUpdateInput,
): Promise<void> {
  const before = await tx.connection.findUniqueOrThrow({ where: { id: connectionId } })
  await tx.connection.update({
    where: { id: connectionId },
    data: {
      ...facts,
      failingSince: before.lastFailureAt ? before.failingSince : now,
      lastFailureAt: now,
      lastFailureCode: providerCode,
      lastFailureClass: failureClass,
    },
  })
  if (before.lastFailureCode !== providerCode)
    await recordEvent(tx, { connectionId, kind: 'failing', actor: 'provider', code: providerCode })
}

async function failRuns(
  tx: Transaction,
  where: { connectionId: string } | { accountId: string },
  reason: string,
  now: Date,
): Promise<void> {
  await tx.run.updateMany({
    where: { ...where, outcome: 'RUNNING' },
    data: { outcome: 'FAILED', finishedAt: now, reason },
  })
}
