import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { Dec } from '@/lib/domain/decimal'
import { CORE_FIGURES } from '@/lib/domain/statistics/core-figures'
import type { TallyFigure } from '@/lib/domain/statistics/figure'
import { totalOf } from '@/lib/domain/statistics/tally'
import type { TradeTotals } from '@/lib/domain/views/trades'
import type { Actor } from '@/lib/identity/sessions'
import { fromDays } from './from-results'
import { moneyView } from './money-view'
import { type ResultSums, resultSums, tallyOfSums } from './result-sums'
import type { TradeFilter } from './trade-filter'

type Row = ResultSums &
  Record<'currency' | 'gross' | 'commission' | 'swap' | 'conversionFee' | 'openNet', string> &
  Record<'grossTrades' | 'openPositions', number>

/**
 * What all trades of a filter make, per currency, by the definitions of lib/domain/statistics. It comes
 * from daily results, and not from the trades.
 */
export async function tradeTotals(
  db: Queryable,
  { actor, filter }: { actor: Actor; filter: TradeFilter },
): Promise<TradeTotals[]> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT "currency", ${resultSums('net')},
      sum("grossTrades")::int AS "grossTrades",
      sum("gross")::text AS "gross",
      sum("commission")::text AS "commission",
      sum("swap")::text AS "swap",
      sum("conversionFee")::text AS "conversionFee",
      sum("openPositions")::int AS "openPositions",
      sum("openNet")::text AS "openNet"
    ${fromDays(actor, filter)} GROUP BY "currency"
    ORDER BY sum("trades" + "openPositions") DESC, "currency"`)
  return rows.map(toTotals)
}

function toTotals(row: Row): TradeTotals {
  const { currency, grossTrades, openPositions } = row
  const tally = tallyOfSums(row)
  const { trades, wins, losses, scratches } = tally
  const money = (amount: string) => moneyView(new Dec(amount).toFixed(), currency)
  const { value, reason } = WIN_RATE.ofTally(tally)
  return {
    currency,
    trades,
    wins,
    losses,
    scratches,
    winRate:
      value === null
        ? { value: null, reason: reason as string }
        : { value: value.toFixed(4), reason: null },
    net: moneyView(totalOf(tally).toFixed(), currency),
    parts:
      grossTrades === 0
        ? null
        : {
            trades: grossTrades,
            gross: money(row.gross),
            commission: money(row.commission),
            swap: money(row.swap),
            conversionFee: money(row.conversionFee),
          },
    partlyOpen: openPositions === 0 ? null : { trades: openPositions, net: money(row.openNet) },
  }
}

const WIN_RATE = CORE_FIGURES.find(({ id }) => id === 'winRate') as TallyFigure
