import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { Dec } from '@/lib/domain/decimal'
import type { DayResult } from '@/lib/domain/statistics/days'
import { addTallies, EMPTY_TALLY, type Tally } from '@/lib/domain/statistics/tally'
import type { Actor } from '@/lib/identity/sessions'
import { resultCondition } from './result-condition'
import type { TradeFilter } from './trade-filter'

/** Which result of a trade counts: after costs or before. */
export const BASES = ['net', 'gross'] as const
export type Basis = (typeof BASES)[number]

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

type Row = Record<'currency' | 'day' | 'won' | 'lost' | 'gross' | 'costs' | 'openNet', string> &
  Record<'largestWin' | 'largestLoss', string | null> &
  Record<'closed' | 'trades' | 'wins' | 'losses' | 'grossTrades' | 'openPositions', number>

/** The columns of "DailyResult" that hold a result; all of them are ours, none is an input. */
const COLUMNS = {
  net: {
    trades: 'trades',
    wins: 'wins',
    losses: 'losses',
    won: 'won',
    lost: 'lost',
    largestWin: 'largestWin',
    largestLoss: 'largestLoss',
  },
  gross: {
    trades: 'grossTrades',
    wins: 'grossWins',
    losses: 'grossLosses',
    won: 'grossWon',
    lost: 'grossLost',
    largestWin: 'grossLargestWin',
    largestLoss: 'grossLargestLoss',
  },
} as const

/** The days a filter leaves, oldest first, per currency. */
export async function resultsByDay(
  db: Queryable,
  { actor, filter, basis }: { actor: Actor; filter: TradeFilter; basis: Basis },
): Promise<Map<string, ResultOfDay[]>> {
  const column = (name: keyof (typeof COLUMNS)['net']) => Prisma.raw(`"${COLUMNS[basis][name]}"`)
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT "currency", "day"::text AS "day",
      sum("trades")::int AS "closed",
      sum(${column('trades')})::int AS "trades",
      sum(${column('wins')})::int AS "wins",
      sum(${column('losses')})::int AS "losses",
      sum(${column('won')})::text AS "won",
      sum(${column('lost')})::text AS "lost",
      max(${column('largestWin')})::text AS "largestWin",
      min(${column('largestLoss')})::text AS "largestLoss",
      sum("grossTrades")::int AS "grossTrades",
      sum("gross")::text AS "gross",
      sum("costs")::text AS "costs",
      sum("openPositions")::int AS "openPositions",
      sum("openNet")::text AS "openNet"
    FROM "DailyResult" WHERE ${resultCondition(actor, filter)}
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
  const { trades, wins, losses } = row
  const [won, lost] = [new Dec(row.won), new Dec(row.lost)]
  return {
    day: row.day,
    result: won.plus(lost),
    trades,
    tally: {
      ...EMPTY_TALLY,
      trades,
      wins,
      losses,
      scratches: trades - wins - losses,
      won,
      lost,
      largestWin: row.largestWin === null ? null : new Dec(row.largestWin),
      largestLoss: row.largestLoss === null ? null : new Dec(row.largestLoss),
    },
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
