import { wish } from '@/lib/agenda/wish'
import { caughtUpFrom } from '@/lib/connections/caught-up'
import { recordEvent } from '@/lib/connections/record-event'
import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { lasts } from '@/lib/domain/connection-state'
import { OVERLAP_MS } from '@/lib/domain/sync-window'
import { isUsable } from './is-usable'

/**
 * Says what a repair brought, once there is nothing left to read in any followed account. Where
 * checking stopped (`missedSince`) is stored with the break, so this survives restarts; a healthy
 * connection that was reconnected missed nothing and announces nothing.
 *
 * Two accounts that end at the same moment may each find the other still at work: the next check
 * says it then.
 */
export async function announceCatchUp(
  tx: Transaction,
  connectionId: string,
  now: Date,
): Promise<void> {
  const connection = await tx.connection.findUniqueOrThrow({ where: { id: connectionId } })
  const { missedSince, syncAskedAt } = connection
  // A step that was under way when the grant ended has caught up with nothing.
  if (!missedSince || syncAskedAt || !isUsable(connection)) return
  const followed = await tx.tradingAccount.findMany({
    where: { connectionId, followedAt: { not: null }, archivedAt: null },
    select: { id: true, missingSince: true, unreadableSince: true },
  })
  const here = followed.filter(
    ({ missingSince, unreadableSince }) => missingSince === null && !lasts(unreadableSince, now),
  )
  const waiting = await tx.agendaItem.count({
    where: { kind: 'account.sync', subjectId: { in: here.map(({ id }) => id) } },
  })
  if (waiting > 0 || here.length === 0) return

  const trades = await countMissed(tx, connectionId, missedSince)
  // Of an account that cannot be read, or is gone, nobody knows, so "none was missed" would be a guess.
  const isKnown = trades > 0 || here.length === followed.length
  const before = caughtUpFrom(connection.caughtUp)
  // One that nobody has seen yet is told together with this one.
  const caughtUp = {
    trades: trades + (before?.trades ?? 0),
    from: before?.from ?? missedSince.toISOString(),
    to: now.toISOString(),
  }
  const { count } = await tx.connection.updateMany({
    where: { id: connectionId, missedSince },
    data: { missedSince: null, ...(isKnown ? { caughtUp } : {}) },
  })
  if (count === 0) return
  await recordEvent(tx, { connectionId, kind: 'caught-up', actor: 'worker', detail: { trades } })
  await wish(tx, 'connection.notify', connectionId, now)
}

/** Closed trades of which a repair brought a closing deal that was not here before, from a file say. */
async function countMissed(tx: Transaction, connectionId: string, since: Date): Promise<number> {
  // A deal may be listed late, so one from just before the last good check can have been missed, too.
  const oldest = new Date(since.getTime() - OVERLAP_MS)
  const [row] = await tx.$queryRaw<{ trades: number }[]>(Prisma.sql`
    SELECT count(DISTINCT "Trade"."id")::int AS "trades"
    FROM "Run"
    JOIN "Deal" ON "Deal"."firstRunId" = "Run"."id"
    JOIN "Trade" ON "Trade"."id" = "Deal"."tradeId"
    WHERE "Run"."connectionId" = ${connectionId}::uuid AND "Run"."trigger" = 'reconnect'
      AND "Run"."startedAt" > ${since}
      AND "Deal"."net" IS NOT NULL AND "Deal"."executedAt" >= ${oldest} AND "Trade"."closed"`)
  return row?.trades ?? 0
}
