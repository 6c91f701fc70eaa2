import { Prisma } from '@/lib/db/generated/client'
import { Dec } from '@/lib/domain/decimal'
import { EMPTY_TALLY, type Tally } from '@/lib/domain/statistics/tally'

/** Which result of a trade counts: after costs or before. */
export const BASES = ['net', 'gross'] as const
export type Basis = (typeof BASES)[number]

/** The sums of some rows of "DailyResult" or "MonthlyResult", as `resultSums` selects them. */
export type ResultSums = Record<'closed' | 'trades' | 'wins' | 'losses', number> &
  Record<'total' | 'won' | 'lost', string>

/** The best and the worst result of a trade, as `extremes` selects them. */
export type Extremes = Record<'largestWin' | 'largestLoss', string | null>

/** The columns that hold a result; all of them are ours, none is an input. */
const COLUMNS = {
  net: {
    trades: 'trades',
    wins: 'wins',
    losses: 'losses',
    total: 'net',
    won: 'won',
    lost: 'lost',
    largestWin: 'largestWin',
    largestLoss: 'largestLoss',
  },
  gross: {
    trades: 'grossTrades',
    wins: 'grossWins',
    losses: 'grossLosses',
    total: 'gross',
    won: 'grossWon',
    lost: 'grossLost',
    largestWin: 'grossLargestWin',
    largestLoss: 'grossLargestLoss',
  },
} as const

/** What to select to know what a group of rows made. */
export function resultSums(basis: Basis): Prisma.Sql {
  const column = columnsOf(basis)
  return Prisma.sql`
      sum("trades")::int AS "closed",
      sum(${column('trades')})::int AS "trades",
      sum(${column('wins')})::int AS "wins",
      sum(${column('losses')})::int AS "losses",
      sum(${column('total')})::text AS "total",
      sum(${column('won')})::text AS "won",
      sum(${column('lost')})::text AS "lost"`
}

/** What to select besides of "DailyResult". */
export function extremes(basis: Basis): Prisma.Sql {
  const column = columnsOf(basis)
  return Prisma.sql`
      max(${column('largestWin')})::text AS "largestWin",
      min(${column('largestLoss')})::text AS "largestLoss"`
}

function columnsOf(basis: Basis) {
  return (name: keyof (typeof COLUMNS)['net']) => Prisma.raw(`"${COLUMNS[basis][name]}"`)
}

export function tallyOfSums(sums: ResultSums & Partial<Extremes>): Tally {
  const { trades, wins, losses, largestWin = null, largestLoss = null } = sums
  const [won, lost] = [new Dec(sums.won), new Dec(sums.lost)]
  return {
    ...EMPTY_TALLY,
    trades,
    wins,
    losses,
    scratches: trades - wins - losses,
    won,
    lost,
    even: new Dec(sums.total).minus(won).minus(lost),
    largestWin: largestWin === null ? null : new Dec(largestWin),
    largestLoss: largestLoss === null ? null : new Dec(largestLoss),
  }
}
