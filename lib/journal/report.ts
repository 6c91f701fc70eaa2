import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { sum } from '@/lib/domain/decimal'
import { groupBy } from '@/lib/domain/group-by'
import { CHANCE_FIGURES } from '@/lib/domain/statistics/chance-figures'
import { CORE_FIGURES } from '@/lib/domain/statistics/core-figures'
import type { TallyFigure } from '@/lib/domain/statistics/figure'
import { type FigureId, figureOf } from '@/lib/domain/statistics/figures'
import { addTallies, EMPTY_TALLY, type Tally, totalOf } from '@/lib/domain/statistics/tally'
import {
  REPORT_GROUPINGS,
  type ReportFigure,
  type ReportGrouping,
  type ReportRow,
  type ReportView,
} from '@/lib/domain/views/report'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from './account-view'
import { hasTrades } from './has-trades'
import { moneyView } from './money-view'
import { type ReportGroup, reportGroups } from './report-groups'
import { compareGroups, groupName } from './report-names'
import { BASES } from './result-sums'
import { TradeFilter } from './trade-filter'
import { visibleAccounts } from './visible-accounts'

export const ReportQuery = TradeFilter.extend({
  by: z.enum(REPORT_GROUPINGS).default('symbol').catch('symbol'),
  basis: z.enum(BASES).default('net').catch('net'),
})

export type ReportQuery = z.output<typeof ReportQuery>

/** Closed trades put together by something they share. */
export async function report(
  db: Queryable,
  { actor, query }: { actor: Actor; query: ReportQuery },
): Promise<ReportView> {
  const { by, basis, ...filter } = query
  const [{ groups, whole }, names] = await Promise.all([
    reportGroups(db, by, { actor, filter, basis }),
    namesFor(db, actor, by),
  ])
  const wholes = new Map(whole?.map((each) => [each.currency, each]))
  const currencies = [...groupBy(groups, ({ currency }) => currency)]
    .map(([currency, ofCurrency]) => {
      const told = ofCurrency.filter(({ tally }) => tally.trades > 0).sort(compareGroups(by))
      const total = wholes.get(currency) ?? addedUp(currency, ofCurrency)
      const name = (key: string) => groupName(by, key, names)
      return {
        currency,
        rows: told.map((group) => toRow(group, name(group.key))),
        total: toRow(total, 'All'),
        leftOut: total.closed - total.tally.trades,
      }
    })
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
    hasTrades: groups.length > 0 || (await hasTrades(db, actor)),
  }
}

async function namesFor(
  db: Queryable,
  actor: Actor,
  by: ReportGrouping,
): Promise<ReadonlyMap<string, string>> {
  if (by === 'account') {
    const accounts = await db.tradingAccount.findMany({ where: visibleAccounts(actor) })
    return new Map(accounts.map((account) => [account.id, accountView(account).name]))
  }
  if (by !== 'tag') return new Map()
  const tags = await db.tag.findMany({ where: { userId: actor.userId } })
  return new Map(tags.map(({ id, name }) => [id, name]))
}

function addedUp(currency: string, groups: ReportGroup[]): ReportGroup {
  const known = groups.flatMap(({ costs }) => costs ?? [])
  return {
    currency,
    key: '',
    closed: groups.reduce((count, { closed }) => count + closed, 0),
    tally: groups.reduce((all, { tally }) => addTallies(all, tally), EMPTY_TALLY),
    costs: known.length > 0 ? sum(known) : null,
  }
}

function toRow({ key, currency, tally, costs }: ReportGroup, name: string): ReportRow {
  const { trades, wins, losses, scratches } = tally
  return {
    key,
    name,
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
