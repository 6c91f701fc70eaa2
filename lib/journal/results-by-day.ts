import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { Dec } from '@/lib/domain/decimal'
import type { DayResult } from '@/lib/domain/statistics/days'
import { addTallies, EMPTY_TALLY, type Tally, totalOf } from '@/lib/domain/statistics/tally'
import type { Actor } from '@/lib/identity/sessions'
import { fromDays } from './from-results'
import {
  type Basis,
  type Extremes,
  extremes,
  type ResultSums,
  resultSums,
  tallyOfSums,
} from './result-sums'
import type { TradeFilter } from './trade-filter'

/** What one day made in one currency, by the result that was chosen. */
export type ResultOfDay = DayResult & {
  tally: Tally
  /** Closed trades, whether or not they tell their gross. */
  closed: number
  /** Of the trades that tell it: how many, their gross, and net less gross. */
  grossTrades: number
  gross: Dec
  costs: Dec
  openPositions: number
  openNet: Dec
}

type Row = ResultSums &
  Extremes &
  Record<'currency' | 'day' | 'gross' | 'costs' | 'openNet', string> &
  Record<'grossTrades' | 'openPositions', number>

/** The days a filter leaves, oldest first, per currency. */
export async function resultsByDay(
  db: Queryable,
  { actor, filter, basis }: { actor: Actor; filter: TradeFilter; basis: Basis },
): Promise<Map<string, ResultOfDay[]>> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT "currency", "day"::text AS "day",
      ${resultSums(basis)},
      ${extremes(basis)},
      sum("grossTrades")::int AS "grossTrades",
      sum("gross")::text AS "gross",
      sum("costs")::text AS "costs",
      sum("openPositions")::int AS "openPositions",
      sum("openNet")::text AS "openNet"
    ${fromDays(actor, filter)}
    GROUP BY "currency", "DailyResult"."day" ORDER BY "DailyResult"."day"`)
  const byCurrency = new Map<string, ResultOfDay[]>()
  for (const row of rows) {
    const days = byCurrency.get(row.currency) ?? []
    byCurrency.set(row.currency, days)
    days.push(fromRow(row))
  }
  return byCurrency
}

function fromRow(row: Row): ResultOfDay {
  const tally = tallyOfSums(row)
  return {
    day: row.day,
    result: totalOf(tally),
    trades: tally.trades,
    tally,
    closed: row.closed,
    grossTrades: row.grossTrades,
    gross: new Dec(row.gross),
    costs: new Dec(row.costs),
    openPositions: row.openPositions,
    openNet: new Dec(row.openNet),
  }
}

export function tallyOfDays(days: ResultOfDay[]): Tally {
  return days.reduce((tally, day) => addTallies(tally, day.tally), EMPTY_TALLY)
}
