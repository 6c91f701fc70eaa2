import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { Dec } from '@/lib/domain/decimal'
import {
  compareSides,
  type DifferenceInterval,
  type Side,
  type Tested,
} from '@/lib/domain/statistics/compare'
import type { LeftOut } from '@/lib/domain/statistics/figure'
import { figureOf } from '@/lib/domain/statistics/figures'
import { WITHOUT_GROSS } from '@/lib/domain/statistics/reasons'
import { sampleOf } from '@/lib/domain/statistics/sample'
import type { FigureSettings } from '@/lib/domain/statistics/settings'
import { tallyOf } from '@/lib/domain/statistics/tally'
import type { ComparedFigure, CompareView, CurrencyComparison } from '@/lib/domain/views/compare'
import type { FigureView } from '@/lib/domain/views/figure'
import type { Actor } from '@/lib/identity/sessions'
import { figureSettings } from './figure-settings'
import { figureView } from './figure-view'
import { hasTrades } from './has-trades'
import { moneyView } from './money-view'
import { NEWEST, newestTrades } from './newest-trades'
import { BASES } from './result-sums'
import { type ResultOfDay, resultsByDay, tallyOfDays } from './results-by-day'
import { TradeFilter } from './trade-filter'

const DIGITS = 8

/** The filter of either side, each of its names with the side before it: `aSymbol`, `bFrom`. */
export const CompareQuery = z.record(z.string(), z.string()).transform((query) => ({
  basis: z.enum(BASES).catch('net').parse(query.basis),
  a: sideFilter(query, 'a'),
  b: sideFilter(query, 'b'),
}))

function sideFilter(query: Record<string, string>, side: 'a' | 'b'): TradeFilter {
  const named = Object.keys(TradeFilter.shape).map((name) => [
    name,
    query[`${side}${name.charAt(0).toUpperCase()}${name.slice(1)}`],
  ])
  return TradeFilter.parse(Object.fromEntries(named))
}

const OF_TALLY = [
  'trades',
  'profit',
  'expectancy',
  'winRate',
  'payoff',
  'profitFactor',
  'averageWin',
  'averageLoss',
  'largestWin',
  'largestLoss',
] as const
const OF_DAYS = ['averageDay', 'dayWinRate'] as const
const COMPARED = [...OF_TALLY, ...OF_DAYS]

type Asked = { actor: Actor; query: z.output<typeof CompareQuery> }

/** Two filters side by side, per currency, and which of their differences can be chance. */
export async function compare(db: Queryable, { actor, query }: Asked): Promise<CompareView> {
  const { basis, a, b } = query
  const [settings, daysA, daysB] = await Promise.all([
    figureSettings(db, actor, basis),
    resultsByDay(db, { actor, filter: a, basis }),
    resultsByDay(db, { actor, filter: b, basis }),
  ])
  const isFew = [daysA, daysB].every((days) => closedIn([...days.values()].flat()) <= NEWEST)
  const tradesOf = async (filter: TradeFilter) =>
    isFew ? newestTrades(db, { actor, filter }) : null
  const [tradesA, tradesB] = await Promise.all([tradesOf(a), tradesOf(b)])
  const names = new Set([...daysA.keys(), ...daysB.keys()])
  const currencies = [...names].map((currency): CurrencyComparison => {
    const [first, second] = [daysA.get(currency) ?? [], daysB.get(currency) ?? []]
    const intervals = compareSides(
      sideOf(first, tradesA && (tradesA.get(currency) ?? []), settings),
      sideOf(second, tradesB && (tradesB.get(currency) ?? []), settings),
    )
    return {
      currency,
      digits: moneyView(0, currency).digits,
      drawn: isFew ? 'trades' : 'days',
      figures: COMPARED.map((id) =>
        compared(
          viewOf(id, first),
          viewOf(id, second),
          id in intervals ? intervals[id as Tested] : undefined,
        ),
      ),
    }
  })
  return {
    basis,
    currencies: currencies.sort((x, y) => usedIn(y) - usedIn(x)),
    overlap: canShareTrades(a, b),
    hasTrades: currencies.length > 0 || (await hasTrades(db, actor)),
  }
}

type Trades = Parameters<typeof sampleOf>[0]

function sideOf(days: ResultOfDay[], trades: Trades | null, settings: FigureSettings): Side {
  if (trades === null)
    return {
      unit: 'days',
      tallies: days.filter((day) => day.trades > 0).map(({ tally }) => tally),
    }
  const sample = sampleOf(trades, settings)
  return { unit: 'trades', tallies: sample.trades.map((trade) => tallyOf([trade])) }
}

function viewOf(id: (typeof COMPARED)[number], days: ResultOfDay[]): FigureView {
  const figure = figureOf(id)
  const tally = tallyOfDays(days)
  const untold = closedIn(days) - tally.trades
  const leftOut: LeftOut[] = untold > 0 ? [{ count: untold, why: WITHOUT_GROSS }] : []
  if ('ofTally' in figure) return figureView(figure, figure.ofTally(tally), leftOut)
  return figureView(figure, figure.ofDays(days.filter(({ trades }) => trades > 0)), leftOut)
}

function compared(
  a: FigureView,
  b: FigureView,
  interval: DifferenceInterval | undefined,
): ComparedFigure {
  const difference =
    a.value === null || b.value === null ? null : new Dec(b.value).minus(a.value).toFixed()
  const written = (end: Dec) => end.toDecimalPlaces(DIGITS).toFixed()
  return {
    a,
    b,
    difference,
    interval:
      interval === undefined
        ? null
        : 'none' in interval
          ? interval
          : { low: written(interval.low), high: written(interval.high) },
  }
}

/** False only where the filters themselves keep the sides apart. */
export function canShareTrades(a: TradeFilter, b: TradeFilter): boolean {
  const isApart = (['account', 'symbol', 'direction'] as const).some(
    (name) => a[name] && b[name] && a[name] !== b[name],
  )
  const isBefore = (one: TradeFilter, other: TradeFilter) =>
    one.to !== undefined && other.from !== undefined && one.to < other.from
  return !(isApart || isBefore(a, b) || isBefore(b, a))
}

function closedIn(days: ResultOfDay[]): number {
  return days.reduce((count, { closed }) => count + closed, 0)
}

function usedIn({ figures }: CurrencyComparison): number {
  return figures.reduce((used, { a, b }) => used + a.used + b.used, 0)
}
