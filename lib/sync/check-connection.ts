import type { ClaimedItem } from '@/lib/agenda/claim'
import { wish } from '@/lib/agenda/wish'
import { finishWork } from '@/lib/agenda/work-context'
import { recordEvent } from '@/lib/connections/record-event'
import { ProviderFailure } from '@/lib/ctrader/failure'
import type { Transaction } from '@/lib/db/client'
import type { Connection } from '@/lib/db/generated/client'
import { announceCatchUp } from './announce-catch-up'
import type { SyncContext } from './context'
import { isUsable } from './is-usable'
import { listAccounts } from './list-accounts'
import { openRun } from './runs'
import { saveAccounts } from './save-accounts'
import { withAccessToken } from './with-access-token'

/**
 * The periodic check: one cheap request tells which accounts had a closing deal or a change of
 * balance since the last one; only those are read. A check the trader asked for reads them all.
 */
export async function checkConnection(context: SyncContext, item: ClaimedItem): Promise<void> {
  const { db } = context
  const connection = await db.connection.findUnique({ where: { id: item.subjectId } })
  if (!connection || !isUsable(connection))
    return db.$transaction((tx) => finishWork(context, tx, item, null))

  const { accounts } = await withAccessToken(context, connection.id, async (accessToken) => {
    const listed = await listAccounts(await context.provider.session('DEMO'), accessToken)
    await watchFollowed(context, connection.id, accessToken)
    return listed
  })
  await db.$transaction(async (tx) => {
    const now = context.clock.now()
    const changed = new Set(await saveAccounts(tx, connection, accounts, now))
    const asked = connection.syncAskedAt !== null
    const followed = await tx.tradingAccount.findMany({
      where: { connectionId: connection.id, followedAt: { not: null }, missingSince: null },
    })
    for (const account of followed) {
      if (!asked && !changed.has(account.id)) continue
      const trigger = connection.missedSince ? 'reconnect' : asked ? 'user' : 'schedule'
      await openRun(tx, account, trigger, now)
      await wish(tx, 'account.sync', account.id, now)
    }
    const failing = await tx.agendaItem.count({
      where: {
        kind: 'account.sync',
        subjectId: { in: followed.map(({ id }) => id) },
        lastReason: { not: null },
      },
    })
    await recordSuccess(tx, connection, now, failing === 0)
    await announceCatchUp(tx, connection.id, now)
    const jitter = 0.95 + Math.random() * 0.1
    await finishWork(
      context,
      tx,
      item,
      new Date(now.getTime() + context.checkSeconds * jitter * 1000),
    )
  })
}

/** Keeps the sessions of followed accounts open: their events bring new trades before the next check. */
async function watchFollowed(
  { db, provider }: SyncContext,
  connectionId: string,
  accessToken: string,
): Promise<void> {
  const followed = await db.tradingAccount.findMany({
    where: { connectionId, followedAt: { not: null }, missingSince: null },
  })
  for (const { ctidTraderAccountId, environment } of followed) {
    if (ctidTraderAccountId === null || environment === null) continue
    try {
      await (await provider.session(environment)).watch(ctidTraderAccountId, accessToken)
    } catch (error) {
      // One account that cannot be opened keeps no other from being checked; reading it will tell.
      if (!(error instanceof ProviderFailure)) throw error
    }
  }
}

/** @param recovered false while an account of the connection still cannot be read */
async function recordSuccess(
  tx: Transaction,
  connection: Connection,
  now: Date,
  recovered: boolean,
): Promise<void> {
  await tx.connection.update({
    where: { id: connection.id },
    data: {
      lastSuccessAt: now,
      syncAskedAt: null,
      notApprovedAt: null,
      throttledUntil: null,
      maintenanceUntil: null,
      ...(recovered ? { lastFailureAt: null, lastFailureCode: null, lastFailureClass: null } : {}),
    },
  })
  // cTrader takes our application again: nobody else has to wait for the pause to end.
  if (connection.notApprovedAt) await recoverApproval(tx, connection.platform, now)
  if (recovered && connection.lastFailureAt)
    await recordEvent(tx, { connectionId: connection.id, kind: 'recovered', actor: 'worker' })
}

async function recoverApproval(tx: Transaction, platform: string, now: Date): Promise<void> {
  const waiting = await tx.connection.findMany({
    where: { platform, notApprovedAt: { not: null } },
    select: { id: true },
  })
  const subjectId = { in: waiting.map(({ id }) => id) }
  await tx.connection.updateMany({ where: { id: subjectId }, data: { notApprovedAt: null } })
  await tx.agendaItem.updateMany({
    where: { kind: 'connection.check', subjectId, dueAt: { gt: now } },
    data: { dueAt: now },
  })
}
