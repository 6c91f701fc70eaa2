import { Dec, sum } from '@/lib/domain/decimal'
import { riskMultiple } from '@/lib/domain/risk-multiple'
import { type Answer, type LeftOut, sampleFigure } from './figure'
import { largest, mean, sampleDeviation, smallest } from './moments'
import { tooFew, WITHOUT_PLAN, WITHOUT_RISK } from './reasons'
import type { Sample } from './sample'

const group = 'risk' as const
const FEWEST_FOR_SQN = 30
/** More trades than this raise the number without saying more about the system. */
const MOST_FOR_SQN = 100

export const R_FIGURES = [
  sampleFigure({
    id: 'expectancyR',
    name: 'Expectancy in R',
    words: 'What a trade brought on average, in multiples of what it risked at first.',
    source: 'mean(R), R = result / initial risk',
    unit: 'R',
    group,
    answer: (sample) => ofMultiples(sample, mean),
  }),
  sampleFigure({
    id: 'totalR',
    name: 'Total R',
    words: 'All results added up, each in multiples of what the trade risked at first.',
    source: 'Σ R',
    unit: 'R',
    group,
    answer: (sample) => ofMultiples(sample, sum),
  }),
  sampleFigure({
    id: 'bestR',
    name: 'Best trade in R',
    words: 'The highest multiple of the initial risk that a trade brought.',
    source: 'max(R)',
    unit: 'R',
    group,
    answer: (sample) => ofMultiples(sample, largest),
  }),
  sampleFigure({
    id: 'worstR',
    name: 'Worst trade in R',
    words: 'The lowest multiple of the initial risk, signed. Below −1 a stop was missed or moved.',
    source: 'min(R)',
    unit: 'R',
    group,
    answer: (sample) => ofMultiples(sample, smallest),
  }),
  sampleFigure({
    id: 'sqn',
    name: 'System quality number',
    words:
      'Average R over its spread, scaled by the root of the number of trades, of which at most 100 count. From 30 trades on.',
    source: '√min(N, 100) · mean(R) / sd(R) (Tharp)',
    unit: 'ratio',
    group,
    answer: (sample) =>
      ofMultiples(sample, (multiples) => {
        if (multiples.length < FEWEST_FOR_SQN)
          return { none: tooFew(FEWEST_FOR_SQN, multiples.length, 'trades') }
        const spread = sampleDeviation(multiples)
        if (!spread || spread.isZero()) return { none: 'Every trade brought the same R' }
        const count = new Dec(Math.min(multiples.length, MOST_FOR_SQN))
        return count.sqrt().times(mean(multiples)).dividedBy(spread)
      }),
  }),
  sampleFigure({
    id: 'plannedRatio',
    name: 'Planned reward to risk',
    words: 'The distance to the target over the distance to the first stop, on average.',
    source: 'mean(|target − entry| / |entry − stop|)',
    unit: 'ratio',
    group,
    answer: ({ trades }) => {
      const planned = trades.flatMap(({ plannedRatio }) => plannedRatio ?? [])
      return {
        answer: planned.length === 0 ? { none: 'No trade has a planned target' } : mean(planned),
        used: planned.length,
        leftOut: [{ count: trades.length - planned.length, why: WITHOUT_PLAN }],
      }
    },
  }),
] as const

function ofMultiples(
  { trades }: Sample,
  compute: (multiples: Dec[]) => Answer,
): { answer: Answer; used: number; leftOut: LeftOut[] } {
  const multiples = trades.flatMap(({ result, risk }) => riskMultiple(result, risk ?? null) ?? [])
  return {
    answer: multiples.length === 0 ? { none: 'No trade has an initial risk' } : compute(multiples),
    used: multiples.length,
    leftOut: [{ count: trades.length - multiples.length, why: WITHOUT_RISK }],
  }
}
