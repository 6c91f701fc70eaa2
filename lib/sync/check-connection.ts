import type { ClaimedItem } from '@/lib/agenda/claim'
import { wish } from '@/lib/agenda/wish'
import { finishWork } from '@/lib/agenda/work-context'
import { lockConnection } from '@/lib/connections/lock-connection'
import { recordEvent } from '@/lib/connections/record-event'
import { ProviderFailure } from '@/lib/ctrader/failure'
import type { Database, Transaction } from '@/lib/db/client'
import { type Connection, Prisma, type TradingAccount } from '@/lib/db/generated/client'
import { announceCatchUp } from './announce-catch-up'
import { balanceMoved } from './balance-moved'
import type { SyncContext } from './context'
import { isUsable } from './is-usable'
import { listAccounts } from './list-accounts'
import { openRun } from './runs'
import { saveAccounts } from './save-accounts'
import { withAccessToken } from './with-access-token'

/**
 * The periodic check: one cheap request tells which accounts had a closing deal or a change of
 * balance since the last one; only those are read. A check the trader asked for reads them all.
 * One that could not be read is read again when its session can be opened, whatever the list says.
 */
export async function checkConnection(context: SyncContext, item: ClaimedItem): Promise<void> {
  const { db } = context
  const connection = await db.connection.findUnique({ where: { id: item.subjectId } })
  if (!connection || !isUsable(connection)) {
    if (connection) await closeSessions(context, connection)
    return db.$transaction((tx) => finishWork(context, tx, item, null))
  }
  const { accounts, open, moved } = await withAccessToken(
    context,
    connection.id,
    async (accessToken) => {
      const session = await context.providers.session(connection.platform, 'DEMO')
      const listed = await listAccounts(session, accessToken)
      return { ...listed, ...(await watchFollowed(context, connection, accessToken)) }
    },
  )
  const recovered = await db.$transaction(async (tx) => {
    const current = await lockConnection(tx, connection.id)
    // What the trader did meanwhile counts: paused or ended, this check has nothing to say.
    if (!current || !isUsable(current)) {
      await finishWork(context, tx, item, null)
      return false
    }
    const now = context.clock.now()
    const { changed, added } = await saveAccounts(tx, current, accounts, now)
    if (added > 0) await wish(tx, 'connection.describe', connection.id, now)
    await wishForNews(tx, current, { changed: new Set([...changed, ...moved]), open, now })
    await recordSuccess(tx, current, now)
    await announceCatchUp(tx, connection.id, now)
    const jitter = 0.95 + Math.random() * 0.1
    const nextAt = new Date(now.getTime() + context.checkSeconds * jitter * 1000)
    await finishWork(context, tx, item, nextAt)
    return current.notApprovedAt !== null
  })
  // cTrader takes our application again: nothing has to wait for the pause to end.
  if (recovered) await recoverApproval(db, connection, context.clock.now())
}

async function wishForNews(
  tx: Transaction,
  { id, syncAskedAt, syncAskedBy, missedSince }: Connection,
  { changed, open, now }: { changed: Set<string>; open: Set<string>; now: Date },
): Promise<void> {
  const followed = await tx.tradingAccount.findMany({
    where: { connectionId: id, followedAt: { not: null }, missingSince: null },
  })
  const asked = syncAskedBy === 'support' ? 'support' : 'user'
  const trigger = missedSince ? 'reconnect' : syncAskedAt ? asked : 'schedule'
  for (const account of followed) {
    const isNews = account.unreadableSince ? open.has(account.id) : changed.has(account.id)
    if (!syncAskedAt && !isNews && !isBreakDue(account, now)) continue
    // Trying once more what could not be read is no new pass until it succeeds.
    if (syncAskedAt || !account.unreadableSince) await openRun(tx, account, trigger, now)
    await wish(tx, 'account.sync', account.id, now)
  }
}

/** What explains a break may be told by nothing, so one that is shown is looked into now and then. */
const BREAK_RESTS_MS = 60 * 60_000

function isBreakDue({ breakAmount, reconciledAt }: TradingAccount, now: Date): boolean {
  if (breakAmount === null || !reconciledAt) return false
  return now.getTime() - reconciledAt.getTime() > BREAK_RESTS_MS
}

/**
 * Keeps the sessions of followed accounts open: their events bring new trades before the next check.
 * What happened while a session was closed was told to nobody, so its balance is looked at.
 *
 * @returns ids of the accounts whose session is open, and of those whose balance is not the one we know
 */
async function watchFollowed(
  { db, providers }: SyncContext,
  { id: connectionId, platform }: Connection,
  accessToken: string,
): Promise<{ open: Set<string>; moved: Set<string> }> {
  const followed = await db.tradingAccount.findMany({
    where: { connectionId, followedAt: { not: null }, missingSince: null },
  })
  const open = new Set<string>()
  const moved = new Set<string>()
  for (const account of followed) {
    const { id, ctidTraderAccountId, environment, backfilledAt } = account
    if (ctidTraderAccountId === null || environment === null) continue
    try {
      const session = await providers.session(platform, environment)
      const wasClosed = await session.watch(ctidTraderAccountId, accessToken)
      open.add(id)
      if (!wasClosed || !backfilledAt) continue
      if (await balanceMoved(session, { ...account, ctidTraderAccountId }, accessToken))
        moved.add(id)
    } catch (error) {
      // One account that cannot be opened keeps no other from being checked; reading it will tell.
      if (!(error instanceof ProviderFailure)) throw error
    }
  }
  return { open, moved }
}

/** Nothing is read through a connection that is paused or over, so nothing has to tell us of news. */
async function closeSessions(
  { db, providers }: SyncContext,
  { id: connectionId, platform }: Connection,
): Promise<void> {
  const accounts = await db.tradingAccount.findMany({
    where: { connectionId, followedAt: { not: null } },
  })
  for (const { ctidTraderAccountId, environment } of accounts) {
    if (ctidTraderAccountId === null || environment === null) continue
    const elsewhere = await db.tradingAccount.count({
      where: {
        ctidTraderAccountId,
        followedAt: { not: null },
        connection: { id: { not: connectionId }, platform, removedAt: null, pausedAt: null },
      },
    })
    if (elsewhere > 0) continue
    // One that cannot be closed brings events that nobody acts on.
    await providers.unwatch(platform, environment, ctidTraderAccountId).catch(() => undefined)
  }
}

async function recordSuccess(tx: Transaction, connection: Connection, now: Date): Promise<void> {
  await tx.connection.update({
    where: { id: connection.id },
    data: {
      lastSuccessAt: now,
      syncAskedAt: null,
      syncAskedBy: null,
      notApprovedAt: null,
      throttledUntil: null,
      maintenanceUntil: null,
      failingSince: null,
      lastFailureAt: null,
      lastFailureCode: null,
      lastFailureClass: null,
    },
  })
  if (connection.lastFailureAt)
    await recordEvent(tx, { connectionId: connection.id, kind: 'recovered', actor: 'worker' })
}

/** Its own accounts were put off as well as everybody else's in that environment. */
async function recoverApproval(
  db: Database,
  { id, platform }: Connection,
  now: Date,
): Promise<void> {
  const waiting = await db.connection.findMany({
    where: { OR: [{ id }, { platform, notApprovedAt: { not: null } }] },
    select: { id: true, accounts: { select: { id: true } } },
  })
  const checks = waiting.map(({ id }) => id)
  const accounts = waiting.flatMap((each) => each.accounts.map(({ id }) => id))
  // Many checks find this out in the same second: they lock the rows in one order.
  await db.$executeRaw(Prisma.sql`
    UPDATE "Connection" SET "notApprovedAt" = NULL WHERE "id" IN (
      SELECT "id" FROM "Connection" WHERE "id" = ANY(${checks}::uuid[])
        AND "notApprovedAt" IS NOT NULL
      ORDER BY "id" FOR NO KEY UPDATE)`)
  await db.agendaItem.updateMany({
    where: {
      OR: [
        { kind: 'connection.check', subjectId: { in: checks } },
        { kind: 'account.sync', subjectId: { in: accounts } },
      ],
      dueAt: { gt: now },
    },
    data: { dueAt: now },
  })
}
