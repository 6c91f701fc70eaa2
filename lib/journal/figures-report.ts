import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { MOST_DRAWN } from '@/lib/domain/statistics/chance-figures'
import type { FigureResult, LeftOut } from '@/lib/domain/statistics/figure'
import { type FigureId, figureOf } from '@/lib/domain/statistics/figures'
import { WITHOUT_GROSS } from '@/lib/domain/statistics/reasons'
import { type Sample, sampleOf, sampleOfDays } from '@/lib/domain/statistics/sample'
import type { Tally } from '@/lib/domain/statistics/tally'
import type { CurrencyFigureGroups, FiguresReportView } from '@/lib/domain/views/figures-report'
import type { Actor } from '@/lib/identity/sessions'
import { figureSettings } from './figure-settings'
import { figureView } from './figure-view'
import { hasTrades } from './has-trades'
import { moneyView } from './money-view'
import { NEWEST, newestTrades } from './newest-trades'
import { BASES } from './result-sums'
import { type ResultOfDay, resultsByDay, tallyOfDays } from './results-by-day'
import { TradeFilter } from './trade-filter'

export const FiguresQuery = TradeFilter.extend({ basis: z.enum(BASES).default('net').catch('net') })

const CHANCE: FigureId[] = [
  'winRate',
  'winRateLow',
  'winRateHigh',
  'breakEvenWinRate',
  'expectancy',
  'expectancyLow',
  'expectancyHigh',
  'expectancyT',
  'runsScore',
  'longestWinStreak',
  'longestLossStreak',
  'currentStreak',
  'longestWinningDays',
  'longestLosingDays',
  'bestTradeShare',
  'bestTwentiethShare',
  'bestDayShare',
]
const DISCIPLINE: FigureId[] = [
  'sizeAfterLoss',
  'sizeAfterWin',
  'lotSpread',
  'pauseAfterLoss',
  'pauseAfterWin',
  'tradesPerDay',
  'tradesBeyondUsual',
  'medianHolding',
  'winnersHolding',
  'losersHolding',
  'scratchesHolding',
]

type Asked = { actor: Actor; query: z.output<typeof FiguresQuery> }

/** What can be said of the figures against chance. */
export function chance(db: Queryable, asked: Asked): Promise<FiguresReportView> {
  return figuresReport(db, CHANCE, asked)
}

/** How the trader goes on after a win and after a loss. */
export function discipline(db: Queryable, asked: Asked): Promise<FiguresReportView> {
  return figuresReport(db, DISCIPLINE, asked)
}

/**
 * Figures per currency: from kept results of all days where sums or days are enough, and from the
 * newest trades where single trades and their order count.
 */
async function figuresReport(
  db: Queryable,
  ids: FigureId[],
  { actor, query }: Asked,
): Promise<FiguresReportView> {
  const { basis, ...filter } = query
  const [settings, days, trades] = await Promise.all([
    figureSettings(db, actor, basis),
    resultsByDay(db, { actor, filter, basis }),
    newestTrades(db, { actor, filter }),
  ])
  const currencies = [...days]
    .filter(([, ofCurrency]) => ofCurrency.some(({ closed }) => closed > 0))
    .map(([currency, ofCurrency]): CurrencyFigureGroups => {
      const traded = ofCurrency.filter((day) => day.trades > 0)
      const of = {
        tally: tallyOfDays(ofCurrency),
        closed: ofCurrency.reduce((count, { closed }) => count + closed, 0),
        traded,
        newest: sampleOf(trades.get(currency) ?? [], settings),
        ofDays: sampleOfDays(traded, settings, null),
      }
      return {
        currency,
        digits: moneyView(0, currency).digits,
        trades: of.tally.trades,
        figures: Object.fromEntries(ids.map((id) => [id, viewOf(id, of)])),
      }
    })
  return {
    basis,
    currencies: currencies.sort((a, b) => b.trades - a.trades),
    hasTrades: currencies.length > 0 || (await hasTrades(db, actor)),
  }
}

type Of = {
  tally: Tally
  /** Closed trades, whether or not they tell the chosen result. */
  closed: number
  /** Days on which a trade tells it. */
  traded: ResultOfDay[]
  newest: Sample
  ofDays: Sample
}

function viewOf(id: FigureId, of: Of) {
  const figure = figureOf(id)
  const { tally, closed } = of
  const untold = leftOut(closed - tally.trades, WITHOUT_GROSS)
  if ('ofTally' in figure) return figureView(figure, figure.ofTally(tally), untold)
  if ('ofDays' in figure) return figureView(figure, figure.ofDays(of.traded), untold)
  if ('ofManyDays' in figure && tally.trades > MOST_DRAWN)
    return figureView(figure, figure.ofManyDays(of.traded), untold)
  if (figure.countedIn === 'days') return figureView(figure, figure.compute(of.ofDays), untold)
  return figureView(figure, withOlder(figure.compute(of.newest), of.newest, closed))
}

function withOlder(result: FigureResult, sample: Sample, closed: number): FigureResult {
  const older = leftOut(
    closed - sample.costs().trades,
    `older than the newest ${NEWEST.toLocaleString('en-GB')} trades`,
  )
  return { ...result, leftOut: [...result.leftOut, ...older] }
}

function leftOut(count: number, why: string): LeftOut[] {
  return count > 0 ? [{ count, why }] : []
}
