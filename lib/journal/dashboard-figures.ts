import { type Dec, sum } from '@/lib/domain/decimal'
import type { ClosedTrade } from '@/lib/domain/statistics/closed-trade'
import type { DayResult } from '@/lib/domain/statistics/days'
import type { LeftOut } from '@/lib/domain/statistics/figure'
import { figureOf } from '@/lib/domain/statistics/figures'
import { WITHOUT_GROSS } from '@/lib/domain/statistics/reasons'
import { type AccountMoney, sampleOf } from '@/lib/domain/statistics/sample'
import { DEFAULT_SETTINGS } from '@/lib/domain/statistics/settings'
import type { DashboardFigures } from '@/lib/domain/views/dashboard'
import type { FigureView } from '@/lib/domain/views/figure'
import { figureView } from './figure-view'
import { type ResultOfDay, tallyOfDays } from './results-by-day'

const OF_TALLY = [
  'profit',
  'winRate',
  'breakEvenWinRate',
  'profitFactor',
  'expectancy',
  'payoff',
  'averageWin',
  'averageLoss',
] as const
const OF_DAYS = [
  'averageDay',
  'dayWinRate',
  'longestWinningDays',
  'longestLosingDays',
  'currentDays',
] as const
const OF_CURVE = ['maxDrawdown', 'maxDrawdownShare', 'longestDrawdown'] as const

/**
 * The figures of the dashboard from what days made; every definition is lib/domain/statistics'.
 * Drawdowns are measured at the end of each day.
 *
 * @param money balance and movements of the accounts; null when not known
 */
export function dashboardFigures(
  days: ResultOfDay[],
  money: AccountMoney | null,
): DashboardFigures {
  const traded = days.filter(({ trades }) => trades > 0)
  const tally = tallyOfDays(days)
  const leftOut = withoutGross(sumOf(days, ({ closed }) => closed) - tally.trades)
  const curve = sampleOf(
    traded.map((day) => asTrade(day.day, day.result)),
    DEFAULT_SETTINGS,
    money,
  )
  const views: FigureView[] = [
    ...OF_TALLY.map((id) => figureView(figureOf(id), figureOf(id).ofTally(tally), leftOut)),
    ...OF_DAYS.map((id) => figureView(figureOf(id), figureOf(id).ofDays(traded), leftOut)),
    ...OF_CURVE.map((id) => {
      const { words, ...figure } = figureOf(id)
      const daily = { ...figure, words: `${words} ${BY_DAY}`, countedIn: 'days' as const }
      return figureView(daily, figureOf(id).compute(curve), leftOut)
    }),
    costShare(days),
  ]
  return Object.fromEntries(views.map((view) => [view.id, view])) as DashboardFigures
}

const BY_DAY = 'Here it is measured at the end of each day.'

/** Costs and gross are sums, so that all trades that tell them count as one here. */
function costShare(days: ResultOfDay[]): FigureView {
  const figure = figureOf('costShare')
  const used = sumOf(days, ({ grossTrades }) => grossTrades)
  const gross = sum(days.map((day) => day.gross))
  const net = gross.plus(sum(days.map(({ costs }) => costs)))
  const sample = sampleOf(
    used > 0 ? [{ ...asTrade('1970-01-01', net), gross }] : [],
    DEFAULT_SETTINGS,
  )
  const leftOut = withoutGross(sumOf(days, ({ closed }) => closed) - used)
  return figureView(figure, { ...figure.compute(sample), used, leftOut })
}

function withoutGross(count: number): LeftOut[] {
  return count > 0 ? [{ count, why: WITHOUT_GROSS }] : []
}

/** What a day made, in the place of a trade closed at its noon. */
function asTrade(day: DayResult['day'], net: Dec): ClosedTrade {
  return {
    currency: '',
    symbol: '',
    direction: 'LONG',
    openedAt: null,
    closedAt: new Date(`${day}T12:00:00Z`),
    net,
    gross: null,
    commission: null,
    swap: null,
    lots: null,
  }
}

function sumOf(days: ResultOfDay[], numberOf: (day: ResultOfDay) => number): number {
  return days.reduce((total, day) => total + numberOf(day), 0)
}
