import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { Dec, sum } from '@/lib/domain/decimal'
import { groupBy } from '@/lib/domain/group-by'
import { CHANCE_FIGURES } from '@/lib/domain/statistics/chance-figures'
import { CORE_FIGURES } from '@/lib/domain/statistics/core-figures'
import type { TallyFigure } from '@/lib/domain/statistics/figure'
import { type FigureId, figureOf } from '@/lib/domain/statistics/figures'
import { addTallies, EMPTY_TALLY, type Tally, totalOf } from '@/lib/domain/statistics/tally'
import {
  type CurrencyReport,
  REPORT_GROUPINGS,
  type ReportFigure,
  type ReportGrouping,
  type ReportRow,
  type ReportView,
} from '@/lib/domain/views/report'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from './account-view'
import { moneyView } from './money-view'
import { resultCondition } from './result-condition'
import { BASES, type ResultSums, resultSums, tallyOfSums } from './result-sums'
import { TradeFilter } from './trade-filter'
import { visibleAccounts } from './visible-accounts'

export const ReportQuery = TradeFilter.extend({
  by: z.enum(REPORT_GROUPINGS).default('symbol').catch('symbol'),
  basis: z.enum(BASES).default('net').catch('net'),
})

export type ReportQuery = z.output<typeof ReportQuery>

const KEYS: Record<ReportGrouping, Prisma.Sql> = {
  symbol: Prisma.sql`"symbol"`,
  direction: Prisma.sql`"direction"::text`,
  weekday: Prisma.sql`extract(isodow FROM "day")::int::text`,
  month: Prisma.sql`to_char("day", 'YYYY-MM')`,
  account: Prisma.sql`"accountId"::text`,
}

type SumRow = ResultSums & {
  currency: string
  key: string
  /** null when no trade tells its gross. */
  costs: string | null
}

type Group = { key: string; closed: number; tally: Tally; costs: Dec | null }

/** Closed trades put together by something they share, from the daily results and never from trades. */
export async function report(
  db: Queryable,
  { actor, query }: { actor: Actor; query: ReportQuery },
): Promise<ReportView> {
  const { by, basis } = query
  const [sums, accounts] = await Promise.all([
    db.$queryRaw<SumRow[]>(Prisma.sql`
      SELECT "currency", ${KEYS[by]} AS "key", ${resultSums(basis)},
        sum("costs") FILTER (WHERE "grossTrades" > 0)::text AS "costs"
      FROM "DailyResult" WHERE ${resultCondition(actor, query)}
      GROUP BY 1, 2 HAVING sum("trades") > 0`),
    db.tradingAccount.findMany({ where: visibleAccounts(actor) }),
  ])
  const names = new Map(accounts.map((account) => [account.id, accountView(account).name]))
  const currencies = [...groupBy(sums, ({ currency }) => currency)]
    .map(([currency, rows]) => currencyReport(currency, rows.map(toGroup), { by, names }))
    .sort((a, b) => b.total.trades - a.total.trades)
  return {
    grouping: by,
    basis,
    currencies,
    definitions: {
      trades: defined('trades'),
      winRate: defined('winRate'),
      profit: defined('profit'),
      expectancy: defined('expectancy'),
      payoff: defined('payoff'),
      profitFactor: defined('profitFactor'),
      costs: {
        name: 'Costs',
        words: 'Commission, swap and fees together, of the trades whose gross is known.',
      },
    },
    timeZone: actor.timeZone,
    hasTrades:
      sums.length > 0 ||
      (await db.dailyResult.findFirst({
        where: { userId: actor.userId, account: visibleAccounts(actor) },
      })) !== null,
  }
}

function toGroup(row: SumRow): Group {
  const { key, closed, costs } = row
  return { key, closed, tally: tallyOfSums(row), costs: costs === null ? null : new Dec(costs) }
}

type Naming = { by: ReportGrouping; names: ReadonlyMap<string, string> }

function currencyReport(currency: string, groups: Group[], naming: Naming): CurrencyReport {
  const told = groups.filter(({ tally }) => tally.trades > 0)
  const known = told.flatMap(({ costs }) => costs ?? [])
  const total: Group = {
    key: '',
    closed: groups.reduce((count, { closed }) => count + closed, 0),
    tally: told.reduce((all, { tally }) => addTallies(all, tally), EMPTY_TALLY),
    costs: known.length > 0 ? sum(known) : null,
  }
  return {
    currency,
    rows: told.sort(IN_ORDER[naming.by]).map((group) => toRow(group, currency, naming)),
    total: toRow(total, currency, naming),
    leftOut: total.closed - total.tally.trades,
  }
}

const byProfit = (a: Group, b: Group) => totalOf(b.tally).comparedTo(totalOf(a.tally))
const byKey = (a: Group, b: Group) => (a.key < b.key ? -1 : 1)

/** What has an order of its own keeps it; the rest goes by what it brought. */
const IN_ORDER: Record<ReportGrouping, (a: Group, b: Group) => number> = {
  symbol: byProfit,
  direction: byKey,
  weekday: byKey,
  month: byKey,
  account: byProfit,
}

function toRow({ key, tally, costs }: Group, currency: string, naming: Naming): ReportRow {
  const { trades, wins, losses, scratches } = tally
  return {
    key,
    name: key === '' ? 'All' : nameOf(key, naming),
    trades,
    wins,
    losses,
    scratches,
    profit: moneyView(totalOf(tally).toFixed(), currency),
    costs: costs && moneyView(costs.toFixed(), currency),
    winRate: figure('winRate', tally, 4),
    winRateLow: figure('winRateLow', tally, 4),
    winRateHigh: figure('winRateHigh', tally, 4),
    expectancy: figure('expectancy', tally, 8),
    payoff: figure('payoff', tally, 4),
    profitFactor: figure('profitFactor', tally, 4),
  }
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

function nameOf(key: string, { by, names }: Naming): string {
  switch (by) {
    case 'symbol':
      return key
    case 'direction':
      return key === 'LONG' ? 'Long' : 'Short'
    case 'weekday':
      return WEEKDAYS[Number(key) - 1] ?? key
    case 'month':
      return MONTH.format(new Date(`${key}-01T00:00:00Z`))
    case 'account':
      return names.get(key) ?? key
  }
}

const OF_TALLIES = new Map<string, TallyFigure>(
  [...CORE_FIGURES, ...CHANCE_FIGURES].flatMap((figure) =>
    'ofTally' in figure ? [[figure.id, figure] as const] : [],
  ),
)

function figure(id: FigureId, tally: Tally, decimals: number): ReportFigure {
  const { value, reason } = (OF_TALLIES.get(id) as TallyFigure).ofTally(tally)
  return value === null
    ? { value: null, reason: reason as string }
    : { value: value.toFixed(decimals), reason: null }
}

function defined(id: FigureId): { name: string; words: string } {
  const { name, words } = figureOf(id)
  return { name, words }
}
