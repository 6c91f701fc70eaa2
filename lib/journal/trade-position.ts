import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { addDays } from '@/lib/domain/calendar-day'
import { startOfDay } from '@/lib/domain/zoned-time'
import type { Actor } from '@/lib/identity/sessions'
import { fromDays } from './from-results'
import { type TradeFilter, tradeCondition } from './trade-filter'
import { type TradeOrder, type TradePlace, tradesOnTheWay } from './trade-order'

/**
 * The trades of a list from a position on, counted from zero. In the order of closing the daily results
 * say on which day that is, so that only that day is counted through.
 */
export async function tradesAt(
  db: Queryable,
  input: {
    actor: Actor
    filter: TradeFilter
    order: TradeOrder
    position: number
    limit: number
  },
): Promise<TradePlace[]> {
  const { actor, filter, order, position, limit } = input
  const way = { condition: tradeCondition(actor, filter), order, forwards: true, limit }
  const byDays = position > 0 && order.sort === 'closedAt' && !filter.tag
  const day = byDays ? await dayAt(db, input) : null
  if (!day) return tradesOnTheWay(db, { ...way, skip: position })
  const beginning =
    order.dir === 'asc'
      ? Prisma.sql`"closedAt" >= ${startOfDay(day.day, actor.timeZone)}::timestamptz`
      : Prisma.sql`"closedAt" < ${startOfDay(addDays(day.day, 1), actor.timeZone)}::timestamptz`
  const condition = Prisma.sql`${way.condition} AND ${beginning}`
  return tradesOnTheWay(db, { ...way, condition, skip: position - day.before })
}

/** The day on which the trade of a position was closed, and how many trades of the list come before that day. */
async function dayAt(
  db: Queryable,
  input: { actor: Actor; filter: TradeFilter; order: TradeOrder; position: number },
): Promise<{ day: string; before: number } | null> {
  const { actor, filter, order, position } = input
  const direction = order.dir === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`
  const [found] = await db.$queryRaw<{ day: string; before: number }[]>(Prisma.sql`
    SELECT "day"::text AS "day", ("through" - "trades")::int AS "before" FROM (
      SELECT "day", sum("trades" + "openPositions") AS "trades",
        sum(sum("trades" + "openPositions")) OVER (ORDER BY "day" ${direction}) AS "through"
      ${fromDays(actor, filter)} GROUP BY "day") AS "days"
    WHERE "through" > ${position} ORDER BY "through" LIMIT 1`)
  return found ?? null
}
