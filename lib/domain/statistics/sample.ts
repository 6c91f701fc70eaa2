import { calendarDay } from '@/lib/domain/calendar-day'
import { Dec, sum } from '@/lib/domain/decimal'
import { bootstrapMean } from './bootstrap'
import type { ClosedTrade } from './closed-trade'
import { type CostSums, costSumsOf } from './cost-sums'
import { type Curve, drawCurve, drawDayCurve } from './curve'
import { type DailyReturns, dailyReturns } from './daily-returns'
import { type DayResult, resultsByDay } from './days'
import type { LeftOut } from './figure'
import { WITHOUT_GROSS } from './reasons'
import type { FigureSettings } from './settings'
import { type Simulation, simulate } from './simulate'
import { type Outcome, outcomeOf, type Tally, tallyOf } from './tally'

/** What the balance was before the first trade, and money moved since: positive is a deposit. */
export type AccountMoney = { openingBalance: Dec; moves: { at: Date; amount: Dec }[] }

/** A trade with what the settings make of it. */
export type SampleTrade = ClosedTrade & { result: Dec; outcome: Outcome; day: string }

/** Trades of one currency, ready for every figure. What several figures need is computed once. */
export type Sample = {
  /** null without trades. */
  currency: string | null
  settings: FigureSettings
  /** In the order in which they were closed, whatever the order given. */
  trades: SampleTrade[]
  /** Trades of which the chosen result is not known. */
  leftOut: LeftOut[]
  tally: () => Tally
  total: () => Dec
  /** Of all trades, also those of which the chosen result is not known. */
  costs: () => CostSums
  days: () => DayResult[]
  /** One point for each trade. */
  curve: () => Curve
  /** One point for each day with trades, at its end. */
  dayCurve: () => Curve
  returns: () => DailyReturns
  /** 95 % interval of the mean result. Needs at least one trade. */
  meanInterval: () => { low: Dec; high: Dec }
  /** What days drawn from the past would bring. Needs at least one return. */
  futures: () => Simulation
}

/**
 * @param money of the account or accounts that hold the trades; null when not known, and then there
 *   are no percentages of a balance
 * @throws RangeError when the trades are of more than one currency: group them first
 */
export function sampleOf(
  closed: ClosedTrade[],
  settings: FigureSettings,
  money: AccountMoney | null = null,
): Sample {
  const currencies = new Set(closed.map(({ currency }) => currency))
  if (currencies.size > 1) throw new RangeError('A figure is of trades in one currency')
  const trades = closed
    .flatMap((trade) => {
      const result = settings.basis === 'net' ? trade.net : trade.gross
      if (result === null) return []
      const outcome = outcomeOf(result, settings.scratchWithin)
      return [{ ...trade, result, outcome, day: calendarDay(trade.closedAt, settings.timeZone) }]
    })
    .sort(byClose)
  const tally = once(() => tallyOf(trades))
  const days = once(() => resultsByDay(trades))
  const returns = once(() => dailyReturns(days(), settings, money))
  return {
    currency: closed[0]?.currency ?? null,
    settings,
    trades,
    leftOut:
      trades.length < closed.length
        ? [{ count: closed.length - trades.length, why: WITHOUT_GROSS }]
        : [],
    tally,
    total: once(() => sum(trades.map(({ result }) => result))),
    costs: once(() => costSumsOf(closed)),
    days,
    curve: once(() => drawCurve(trades, money)),
    dayCurve: once(() => drawDayCurve(days(), settings.timeZone, money)),
    returns,
    meanInterval: once(() => bootstrapMean(trades.map(({ result }) => ({ trades: 1, result })))),
    futures: once(() =>
      simulate(
        returns().returns.map(({ value }) => value.toNumber()),
        settings.simulation.days,
      ),
    ),
  }
}

/**
 * What days made, each in the place of one trade at its noon: enough for figures of results of days.
 * How many trades a day had is not in it. The days are those of the trader's zone already.
 */
export function sampleOfDays(
  days: DayResult[],
  settings: FigureSettings,
  money: AccountMoney | null,
): Sample {
  const inPlace = days.map(
    ({ day, result }): ClosedTrade => ({
      currency: '',
      symbol: '',
      direction: 'LONG',
      openedAt: null,
      closedAt: new Date(`${day}T12:00:00Z`),
      net: result,
      gross: null,
      commission: null,
      swap: null,
      lots: null,
    }),
  )
  return sampleOf(inPlace, { ...settings, timeZone: 'UTC', basis: 'net' }, money)
}

/** A total order, so that no figure depends on the order in which trades are given. */
function byClose(a: SampleTrade, b: SampleTrade): number {
  return (
    a.closedAt.getTime() - b.closedAt.getTime() ||
    (a.openedAt?.getTime() ?? 0) - (b.openedAt?.getTime() ?? 0) ||
    compareText(a.symbol, b.symbol) ||
    compareText(a.direction, b.direction) ||
    a.result.comparedTo(b.result) ||
    new Dec(a.lots ?? 0).comparedTo(b.lots ?? 0) ||
    new Dec(a.risk ?? 0).comparedTo(b.risk ?? 0)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
