import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { Dec } from '@/lib/domain/decimal'
import { groupBy } from '@/lib/domain/group-by'
import { addCostSums, type CostSums, NO_COSTS } from '@/lib/domain/statistics/cost-sums'
import { figureOf } from '@/lib/domain/statistics/figures'
import {
  COST_COLUMNS,
  type CostFigureViews,
  type CostsReportView,
  type CurrencyCosts,
} from '@/lib/domain/views/costs-report'
import type { Actor } from '@/lib/identity/sessions'
import { figureView } from './figure-view'
import { fromDays } from './from-results'
import { hasTrades } from './has-trades'
import { moneyView } from './money-view'
import { TradeFilter } from './trade-filter'

export const CostsQuery = TradeFilter

type Row = { currency: string; symbol: string } & Record<
  'trades' | 'grossTrades' | 'commissionTrades' | 'swapTrades' | 'lotsTrades' | 'costedLotsTrades',
  number
> &
  Record<'gross' | 'costs' | 'commission' | 'swap' | 'lots' | 'costedLots' | 'lotCosts', string>

/** What trading cost, per currency and symbol by symbol, from daily results. */
export async function costsReport(
  db: Queryable,
  { actor, query }: { actor: Actor; query: TradeFilter },
): Promise<CostsReportView> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT "currency", "symbol",
      sum("trades")::int AS "trades",
      sum("grossTrades")::int AS "grossTrades",
      sum("gross")::text AS "gross",
      sum("costs")::text AS "costs",
      sum("commissionTrades")::int AS "commissionTrades",
      sum("commission")::text AS "commission",
      sum("swapTrades")::int AS "swapTrades",
      sum("swap")::text AS "swap",
      sum("lotsTrades")::int AS "lotsTrades",
      sum("lots")::text AS "lots",
      sum("costedLotsTrades")::int AS "costedLotsTrades",
      sum("costedLots")::text AS "costedLots",
      sum("lotCosts")::text AS "lotCosts"
    ${fromDays(actor, query)} GROUP BY 1, 2 HAVING sum("trades") > 0`)
  const currencies = [...groupBy(rows, ({ currency }) => currency)]
    .map(([currency, ofCurrency]) => currencyCosts(currency, ofCurrency))
    .sort((a, b) => b.trades - a.trades)
  return { currencies, hasTrades: rows.length > 0 || (await hasTrades(db, actor)) }
}

function currencyCosts(currency: string, rows: Row[]): CurrencyCosts {
  const symbols = rows
    .map((row) => ({ symbol: row.symbol, sums: toSums(row) }))
    .sort((a, b) => a.sums.gross.costs.comparedTo(b.sums.gross.costs))
  const whole = symbols.reduce((all, { sums }) => addCostSums(all, sums), NO_COSTS)
  return {
    currency,
    digits: moneyView(0, currency).digits,
    trades: whole.trades,
    whole: views(whole),
    symbols: symbols.map(({ symbol, sums }) => ({
      symbol,
      trades: sums.trades,
      figures: views(sums),
    })),
  }
}

function views(sums: CostSums): CostFigureViews {
  return Object.fromEntries(
    COST_COLUMNS.map((id) => [id, figureView(figureOf(id), figureOf(id).ofCosts(sums))]),
  ) as CostFigureViews
}

function toSums(row: Row): CostSums {
  const told = (used: number, total: string) => ({ used, total: new Dec(total) })
  return {
    trades: row.trades,
    gross: { ...told(row.grossTrades, row.gross), costs: new Dec(row.costs) },
    commission: told(row.commissionTrades, row.commission),
    swap: told(row.swapTrades, row.swap),
    lots: told(row.lotsTrades, row.lots),
    costedLots: { ...told(row.costedLotsTrades, row.costedLots), costs: new Dec(row.lotCosts) },
  }
}
