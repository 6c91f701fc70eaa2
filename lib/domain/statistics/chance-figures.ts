import { Dec, sum } from '@/lib/domain/decimal'
import { type Answer, sampleFigure, tallyFigure } from './figure'
import { mean, sampleDeviation } from './moments'
import { NO_PROFIT, NO_TRADES, tooFew } from './reasons'
import type { Sample } from './sample'
import type { Tally } from './tally'

const group = 'chance' as const
const FEWEST_FOR_MEAN = 20
/** 97.5 % of a normal distribution lie below. */
const Z = new Dec('1.959963984540054')

export const CHANCE_FIGURES = [
  tallyFigure({
    id: 'winRateLow',
    name: 'Win rate, at least',
    words:
      'The lower end of what the true win rate may be, given so few or so many trades, with 95 % confidence.',
    source: 'Wilson score interval 1927, z = 1.96',
    unit: 'percent',
    group,
    answer: (tally) => wilson(tally, -1),
  }),
  tallyFigure({
    id: 'winRateHigh',
    name: 'Win rate, at most',
    words:
      'The upper end of what the true win rate may be, given so few or so many trades, with 95 % confidence.',
    source: 'Wilson score interval 1927, z = 1.96',
    unit: 'percent',
    group,
    answer: (tally) => wilson(tally, 1),
  }),
  sampleFigure({
    id: 'expectancyLow',
    name: 'Expectancy, at least',
    words:
      'The lower end of what the true expectancy may be, with 95 % confidence, found by drawing from your trades again and again. From 20 trades on.',
    source: 'bootstrap, 2.5th percentile of 2000 resampled means, fixed seed (Efron 1979)',
    unit: 'money',
    group,
    answer: (sample) => ofMany(sample, () => sample.meanInterval().low),
  }),
  sampleFigure({
    id: 'expectancyHigh',
    name: 'Expectancy, at most',
    words:
      'The upper end of what the true expectancy may be, with 95 % confidence, found by drawing from your trades again and again. From 20 trades on.',
    source: 'bootstrap, 97.5th percentile of 2000 resampled means, fixed seed (Efron 1979)',
    unit: 'money',
    group,
    answer: (sample) => ofMany(sample, () => sample.meanInterval().high),
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

function wilson({ wins, trades }: Tally, side: 1 | -1): Answer {
  if (trades === 0) return { none: NO_TRADES }
  const rate = new Dec(wins).dividedBy(trades)
  const squared = Z.pow(2).dividedBy(trades)
  const middle = rate.plus(squared.dividedBy(2))
  const spread = rate
    .times(new Dec(1).minus(rate))
    .dividedBy(trades)
    .plus(squared.dividedBy(trades).dividedBy(4))
    .sqrt()
    .times(Z)
  return middle.plus(spread.times(side)).dividedBy(squared.plus(1))
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
