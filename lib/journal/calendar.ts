import type { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { addDays, daysBetween, monthOf, weekdayOf } from '@/lib/domain/calendar-day'
import { Dec, sum } from '@/lib/domain/decimal'
import { groupBy } from '@/lib/domain/group-by'
import type { CalendarDay, CalendarSum, CalendarView } from '@/lib/domain/views/calendar'
import type { Actor } from '@/lib/identity/sessions'
import { fromDays } from './from-results'
import { moneyView } from './money-view'
import { TradeFilter } from './trade-filter'

/** A year with the weeks at both ends. */
const MOST_DAYS = 380

export const CalendarQuery = TradeFilter.required({ from: true, to: true }).refine(
  ({ from, to }) => from <= to && daysBetween(from, to) <= MOST_DAYS,
  'A calendar shows at most a year.',
)

type DayRow = CalendarDay & { currency: string }

/** What every day of a period made, per currency. */
export async function calendar(
  db: Queryable,
  { actor, query }: { actor: Actor; query: z.output<typeof CalendarQuery> },
): Promise<CalendarView> {
  const whole = { ...query, from: undefined, to: undefined }
  const [rows, [reach], notes] = await Promise.all([
    db.$queryRaw<DayRow[]>(Prisma.sql`
      SELECT "currency", "day"::text AS "day", sum("net")::text AS "net",
        sum("trades")::int AS "trades", sum("wins")::int AS "wins", sum("losses")::int AS "losses"
      ${fromDays(actor, query)} AND "trades" > 0
      GROUP BY 1, 2 ORDER BY 2`),
    db.$queryRaw<{ first: string | null; last: string | null }[]>(Prisma.sql`
      SELECT min("day")::text AS "first", max("day")::text AS "last"
      ${fromDays(actor, whole)} AND "trades" > 0`),
    db.dayNote.findMany({
      where: { userId: actor.userId, day: { gte: dateOf(query.from), lte: dateOf(query.to) } },
      select: { day: true },
      orderBy: { day: 'asc' },
    }),
  ])
  const byCurrency = [...groupBy(rows, ({ currency }) => currency)]
  return {
    currencies: byCurrency
      .sort(([a, ofA], [b, ofB]) => tradesOf(ofB) - tradesOf(ofA) || (a < b ? -1 : 1))
      .map(([currency, days]) => ({
        currency,
        digits: moneyView(0, currency).digits,
        days: days.map(({ currency: _, net, ...day }) => ({ ...day, net: new Dec(net).toFixed() })),
        weeks: sums(days, ({ day }) => addDays(day, -weekdayOf(day))),
        months: sums(days, ({ day }) => monthOf(day)),
        whole: sumOf(days),
      })),
    notedDays: notes.map(({ day }) => day.toISOString().slice(0, 10)),
    reach: reach?.first && reach.last ? { first: reach.first, last: reach.last } : null,
  }
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

function sums(days: DayRow[], keyOf: (day: DayRow) => string): Record<string, CalendarSum> {
  const groups = [...groupBy(days, keyOf)]
  return Object.fromEntries(groups.map(([key, members]) => [key, sumOf(members)]))
}

function sumOf(days: DayRow[]): CalendarSum {
  const net = sum(days.map((day) => new Dec(day.net))).toFixed()
  return { net, trades: tradesOf(days), days: days.length }
}

function tradesOf(days: DayRow[]): number {
  return days.reduce((count, { trades }) => count + trades, 0)
}
