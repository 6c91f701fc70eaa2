import { Dec, sum } from '@/lib/domain/decimal'
import { bootstrapMean, type Draw } from './bootstrap'
import type { DayResult } from './days'
import {
  type Answer,
  type Figure,
  type FigureGroup,
  type FigureResult,
  type FigureWords,
  sampleFigure,
  tallyFigure,
  toResult,
} from './figure'
import { mean, sampleDeviation } from './moments'
import { NO_PROFIT, NO_TRADES, tooFew } from './reasons'
import type { Sample } from './sample'
import type { Tally } from './tally'
import { wilson } from './wilson'

const group = 'chance' as const
const FEWEST_FOR_MEAN = 20
/** Of more trades whole days are drawn: as good, and no trade has to be read. */
export const MOST_DRAWN = 2000

export const CHANCE_FIGURES = [
  tallyFigure({
    id: 'winRateLow',
    name: 'Win rate, at least',
    words:
      'The lower end of what the true win rate may be, given so few or so many trades, with 95 % confidence.',
    source: 'Wilson score interval 1927, z = 1.96',
    unit: 'percent',
    group,
    answer: (tally) => winRateEnd(tally, 'low'),
  }),
  tallyFigure({
    id: 'winRateHigh',
    name: 'Win rate, at most',
    words:
      'The upper end of what the true win rate may be, given so few or so many trades, with 95 % confidence.',
    source: 'Wilson score interval 1927, z = 1.96',
    unit: 'percent',
    group,
    answer: (tally) => winRateEnd(tally, 'high'),
  }),
  intervalFigure({
    id: 'expectancyLow',
    name: 'Expectancy, at least',
    words:
      'The lower end of what the true expectancy may be, with 95 % confidence, found by drawing from your trades again and again, or from your days with trades when there are more than 2000 trades. From 20 trades on.',
    source: 'bootstrap, 2.5th percentile of 2000 resampled means, fixed seed (Efron 1979)',
    unit: 'money',
    group,
    end: 'low',
  }),
  intervalFigure({
    id: 'expectancyHigh',
    name: 'Expectancy, at most',
    words:
      'The upper end of what the true expectancy may be, with 95 % confidence, found by drawing from your trades again and again, or from your days with trades when there are more than 2000 trades. From 20 trades on.',
    source: 'bootstrap, 97.5th percentile of 2000 resampled means, fixed seed (Efron 1979)',
    unit: 'money',
    group,
    end: 'high',
  }),
  sampleFigure({
    id: 'expectancyT',
    name: 'T-value of the expectancy',
    words:
      'How many standard errors the expectancy is away from zero; beyond 2 or so chance alone is unlikely. From 20 trades on.',
    source: 'mean(result) / (sd(result) / √N) (Student 1908)',
    unit: 'ratio',
    group,
    answer: (sample) =>
      ofMany(sample, (results) => {
        const spread = sampleDeviation(results)
        if (!spread || spread.isZero()) return { none: 'Every trade brought the same' }
        return mean(results).dividedBy(spread).times(new Dec(results.length).sqrt())
      }),
  }),
  sampleFigure({
    id: 'bestTradeShare',
    name: 'Share of the best trade',
    words: 'How much of the profit the single best trade brought.',
    source: 'max(result) / Σ result',
    unit: 'percent',
    group,
    answer: (sample) => shareOfBest(sample, resultsOf(sample), 1),
  }),
  sampleFigure({
    id: 'bestTwentiethShare',
    name: 'Share of the best 5 %',
    words:
      'How much of the profit the best twentieth of the trades brought, rounded up to whole trades.',
    source: 'Σ of the ⌈N / 20⌉ highest results / Σ result',
    unit: 'percent',
    group,
    answer: (sample) =>
      shareOfBest(sample, resultsOf(sample), Math.ceil(sample.trades.length / 20)),
  }),
  sampleFigure({
    id: 'bestDayShare',
    name: 'Share of the best day',
    words: 'How much of the profit the single best day brought.',
    source: 'max(day) / Σ result',
    unit: 'percent',
    group,
    countedIn: 'days',
    answer: (sample) =>
      shareOfBest(
        sample,
        sample.days().map(({ result }) => result),
        1,
      ),
  }),
] as const

/** One end of the interval of the mean. Results of days are enough for it when trades are many. */
function intervalFigure<Id extends string>(
  figure: FigureWords<Id> & { group: FigureGroup; end: 'low' | 'high' },
): Figure<Id> & { ofManyDays: (days: DayResult[]) => FigureResult } {
  const { end, ...words } = figure
  const of = (draws: Draw[], interval: () => { low: Dec; high: Dec }) => {
    const trades = draws.reduce((count, draw) => count + draw.trades, 0)
    if (trades < FEWEST_FOR_MEAN)
      return toResult({ none: tooFew(FEWEST_FOR_MEAN, trades, 'trades') }, trades)
    if (draws.length < FEWEST_FOR_MEAN)
      return toResult({ none: tooFew(FEWEST_FOR_MEAN, draws.length, 'days') }, trades)
    return toResult(interval()[end], trades)
  }
  const ofManyDays = (days: DayResult[]) => of(days, () => bootstrapMean(days))
  return {
    ...words,
    countedIn: 'trades',
    ofManyDays,
    compute: (sample) => {
      const found =
        sample.trades.length > MOST_DRAWN
          ? ofManyDays(sample.days())
          : of(
              sample.trades.map(({ result }) => ({ trades: 1, result })),
              sample.meanInterval,
            )
      return { ...found, leftOut: [...sample.leftOut, ...found.leftOut] }
    },
  }
}

function winRateEnd({ wins, trades }: Tally, end: 'low' | 'high'): Answer {
  return trades === 0 ? { none: NO_TRADES } : wilson(wins, trades)[end]
}

function resultsOf({ trades }: Sample): Dec[] {
  return trades.map(({ result }) => result)
}

function ofMany(sample: Sample, compute: (results: Dec[]) => Answer): Answer {
  const count = sample.trades.length
  if (count < FEWEST_FOR_MEAN) return { none: tooFew(FEWEST_FOR_MEAN, count, 'trades') }
  return compute(resultsOf(sample))
}

function shareOfBest(sample: Sample, results: Dec[], count: number): Answer {
  const total = sample.total()
  if (sample.trades.length === 0) return { none: NO_TRADES }
  if (total.lte(0)) return { none: NO_PROFIT }
  const best = [...results].sort((a, b) => b.comparedTo(a)).slice(0, count)
  return sum(best).dividedBy(total)
}
