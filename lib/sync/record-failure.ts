import type { ClaimedItem } from '@/lib/agenda/claim'
import { postpone } from '@/lib/agenda/finish'
import { wish } from '@/lib/agenda/wish'
import { finishWork } from '@/lib/agenda/work-context'
import { recordEvent } from '@/lib/connections/record-event'
import type { ProviderFailure } from '@/lib/ctrader/failure'
import type { Transaction } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { noticeDueAt } from '@/lib/domain/notice-schedule'
import type { SyncContext } from './context'

/** Asking again sooner would not get an application approved. */
const NOT_APPROVED_PAUSE_MS = 10 * 60_000

/**
 * Notes a failure on the connection it happened to and decides what becomes of the work: most
 * failures only delay it; a definite refusal ends it until the trader reconnects.
 */
export async function recordFailure(
  context: SyncContext,
  item: ClaimedItem,
  failure: ProviderFailure,
): Promise<void> {
  const { db, clock, workerId } = context
  const subject = await findSubject(context, item)
  const now = clock.now()
  const { providerCode, failureClass } = failure

  const isOver = failureClass === 'reconnect-required'
  if (subject && isOver && (await isAtCtrader(context, subject.connectionId)))
    return postpone(db, item, { owner: workerId, now, reason: providerCode })

  if (subject && isOver)
    return db.$transaction(async (tx) => {
      const { lastSuccessAt, missedSince, refusedAt } = await tx.connection.findUniqueOrThrow({
        where: { id: subject.connectionId },
      })
      await noteFailure(tx, subject.connectionId, failure, now, {
        // Several steps may find it out; it broke when the first one did.
        refusedAt: refusedAt ?? now,
        refusalCode: providerCode,
        missedSince: missedSince ?? lastSuccessAt,
      })
      await recordEvent(tx, {
        connectionId: subject.connectionId,
        kind: 'refused',
        actor: 'provider',
        code: providerCode,
      })
      await failRuns(tx, { connectionId: subject.connectionId }, providerCode, now)
      await wish(tx, 'connection.notify', subject.connectionId, noticeDueAt(now))
      await finishWork(context, tx, item, null)
    })

  if (subject?.accountId && failureClass === 'account-gone') {
    const { accountId } = subject
    return db.$transaction(async (tx) => {
      await tx.tradingAccount.update({ where: { id: accountId }, data: { missingSince: now } })
      await failRuns(tx, { accountId }, providerCode, now)
      await finishWork(context, tx, item, null)
    })
  }

  const { maintenanceUntil, retryAfterSeconds } = failure.details
  const throttledUntil =
    failureClass === 'rate-limited'
      ? new Date(now.getTime() + (retryAfterSeconds ?? 1) * 1000)
      : undefined
  const notBefore =
    failureClass === 'not-approved'
      ? new Date(now.getTime() + NOT_APPROVED_PAUSE_MS)
      : (maintenanceUntil ?? throttledUntil)
  if (subject)
    await db.$transaction(async (tx) => {
      const { connectionId, accountId } = subject
      const { renewalFailingSince, platform } = await tx.connection.findUniqueOrThrow({
        where: { id: connectionId },
      })
      await noteFailure(tx, connectionId, failure, now, {
        ...(maintenanceUntil ? { maintenanceUntil } : {}),
        ...(throttledUntil ? { throttledUntil } : {}),
        ...(item.kind === 'connection.renew' && !renewalFailingSince
          ? { renewalFailingSince: now }
          : {}),
      })
      if (failureClass === 'not-approved') await noteNotApproved(tx, platform, now)
      if (accountId && isOfOneAccount(failureClass))
        await noteUnreadable(tx, accountId, providerCode, now)
    })
  await postpone(db, item, { owner: workerId, now, reason: providerCode, notBefore })
}

/** Our application is refused, so every connection of that environment is, from this moment on. */
async function noteNotApproved(tx: Transaction, platform: string, now: Date): Promise<void> {
  await tx.connection.updateMany({
    where: { platform, grantedAt: { not: null }, removedAt: null, notApprovedAt: null },
    data: { notApprovedAt: now },
  })
}

function isOfOneAccount(failureClass: ProviderFailure['failureClass']): boolean {
  return failureClass === 'retry-later' || failureClass === 'our-fault'
}

async function noteUnreadable(
  tx: Transaction,
  accountId: string,
  unreadableCode: string,
  now: Date,
): Promise<void> {
  await tx.tradingAccount.updateMany({
    where: { id: accountId, unreadableSince: null },
    data: { unreadableSince: now },
  })
  await tx.tradingAccount.update({ where: { id: accountId }, data: { unreadableCode } })
}

/**
 * A new consent ends the grant before it at once, so while the trader is on that trip a refusal is
 * no news: either the trip ends well, or the next try tells.
 */
async function isAtCtrader({ db, clock }: SyncContext, connectionId: string): Promise<boolean> {
  const { userId } = await db.connection.findUniqueOrThrow({ where: { id: connectionId } })
  const trips = await db.pendingAuthorization.count({
    where: { userId, outcome: null, expiresAt: { gt: clock.now() } },
  })
  return trips > 0
}

async function findSubject(
  { db }: SyncContext,
  { kind, subjectId }: ClaimedItem,
): Promise<{ connectionId: string; accountId: string | null } | null> {
  switch (kind) {
    case 'connection.check':
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
