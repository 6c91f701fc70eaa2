import { Prisma } from '@/lib/db/generated/client'
import { Dec } from '@/lib/domain/decimal'
import { EMPTY_TALLY, type Tally } from '@/lib/domain/statistics/tally'

/** Which result of a trade counts: after costs or before. */
export const BASES = ['net', 'gross'] as const
export type Basis = (typeof BASES)[number]

/** The sums of some rows of "DailyResult", as `resultSums` selects them. */
export type ResultSums = Record<'closed' | 'trades' | 'wins' | 'losses', number> &
  Record<'won' | 'lost', string> &
  Record<'largestWin' | 'largestLoss', string | null>

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

/** What to select of "DailyResult" to know what a group of its rows made. */
export function resultSums(basis: Basis): Prisma.Sql {
  const column = (name: keyof (typeof COLUMNS)['net']) => Prisma.raw(`"${COLUMNS[basis][name]}"`)
  return Prisma.sql`
      sum("trades")::int AS "closed",
      sum(${column('trades')})::int AS "trades",
      sum(${column('wins')})::int AS "wins",
      sum(${column('losses')})::int AS "losses",
      sum(${column('won')})::text AS "won",
      sum(${column('lost')})::text AS "lost",
      max(${column('largestWin')})::text AS "largestWin",
      min(${column('largestLoss')})::text AS "largestLoss"`
}

export function tallyOfSums(sums: ResultSums): Tally {
  const { trades, wins, losses, largestWin, largestLoss } = sums
  return {
    ...EMPTY_TALLY,
    trades,
    wins,
    losses,
    scratches: trades - wins - losses,
    won: new Dec(sums.won),
    lost: new Dec(sums.lost),
    largestWin: largestWin === null ? null : new Dec(largestWin),
    largestLoss: largestLoss === null ? null : new Dec(largestLoss),
  }
}
