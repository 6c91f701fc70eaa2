import { sum } from '@/lib/domain/decimal'
import type { CostSums } from '@/lib/domain/statistics/cost-sums'
import type { LeftOut } from '@/lib/domain/statistics/figure'
import { figureOf } from '@/lib/domain/statistics/figures'
import { WITHOUT_GROSS } from '@/lib/domain/statistics/reasons'
import { type AccountMoney, sampleOfDays } from '@/lib/domain/statistics/sample'
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
const OF_CURVE = ['maxDayDrawdown', 'maxDayDrawdownShare', 'longestDayDrawdown'] as const

/**
 * The figures of the dashboard from what days made; every definition is lib/domain/statistics'.
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
  const sample = sampleOfDays(traded, DEFAULT_SETTINGS, money)
  const views: FigureView[] = [
    ...OF_TALLY.map((id) => figureView(figureOf(id), figureOf(id).ofTally(tally), leftOut)),
    ...OF_DAYS.map((id) => figureView(figureOf(id), figureOf(id).ofDays(traded), leftOut)),
    ...OF_CURVE.map((id) => figureView(figureOf(id), figureOf(id).compute(sample), leftOut)),
    figureView(figureOf('costShare'), figureOf('costShare').ofCosts(grossOf(days))),
  ]
  return Object.fromEntries(views.map((view) => [view.id, view])) as DashboardFigures
}

function grossOf(days: ResultOfDay[]): Pick<CostSums, 'trades' | 'gross'> {
  return {
    trades: sumOf(days, ({ closed }) => closed),
    gross: {
      used: sumOf(days, ({ grossTrades }) => grossTrades),
      total: sum(days.map(({ gross }) => gross)),
      costs: sum(days.map(({ costs }) => costs)),
    },
  }
}

function withoutGross(count: number): LeftOut[] {
  return count > 0 ? [{ count, why: WITHOUT_GROSS }] : []
}

function sumOf(days: ResultOfDay[], numberOf: (day: ResultOfDay) => number): number {
  return days.reduce((total, day) => total + numberOf(day), 0)
}
