import { Dec, sum } from '@/lib/domain/decimal'
import type { DayResult } from './days'
import { dayFigure } from './figure'
import { largest, smallest } from './moments'
import { NO_TRADES } from './reasons'

const group = 'days' as const

export const DAY_FIGURES = [
  dayFigure({
    id: 'tradingDays',
    name: 'Days with trades',
    words: 'Calendar days on which at least one trade was closed, in your time zone.',
    source: 'D',
    unit: 'count',
    group,
    answer: (days) => days.length,
  }),
  dayFigure({
    id: 'averageDay',
    name: 'Average day',
    words: 'The mean result of days with trades.',
    source: 'Σ result / D',
    unit: 'money',
    group,
    answer: (days) => ofSome(days, () => total(days).dividedBy(days.length)),
  }),
  dayFigure({
    id: 'dayWinRate',
    name: 'Winning days',
    words: 'Days that ended above zero out of all days with trades.',
    source: 'winning days / D',
    unit: 'percent',
    group,
    answer: (days) =>
      ofSome(days, () =>
        new Dec(days.filter(({ result }) => result.gt(0)).length).dividedBy(days.length),
      ),
  }),
  dayFigure({
    id: 'tradesPerDay',
    name: 'Trades per day',
    words: 'Trades closed on an average day with trades.',
    source: 'N / D',
    unit: 'ratio',
    group,
    answer: (days) =>
      ofSome(days, () => sum(days.map(({ trades }) => new Dec(trades))).dividedBy(days.length)),
  }),
  dayFigure({
    id: 'bestDay',
    name: 'Best day',
    words: 'The highest result of a single day.',
    source: 'max(day)',
    unit: 'money',
    group,
    answer: (days) => ofSome(days, () => largest(days.map(({ result }) => result))),
  }),
  dayFigure({
    id: 'worstDay',
    name: 'Worst day',
    words: 'The lowest result of a single day, signed.',
    source: 'min(day)',
    unit: 'money',
    group,
    answer: (days) => ofSome(days, () => smallest(days.map(({ result }) => result))),
  }),
] as const

function ofSome(days: DayResult[], compute: () => Dec): Dec | { none: string } {
  return days.length === 0 ? { none: NO_TRADES } : compute()
}

function total(days: DayResult[]): Dec {
  return sum(days.map(({ result }) => result))
}
