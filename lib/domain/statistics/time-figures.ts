import { Dec } from '@/lib/domain/decimal'
import { type Answer, type LeftOut, sampleFigure } from './figure'
import { mean, median } from './moments'
import { NO_LOSSES, NO_SCRATCHES, NO_TRADES, NO_WINS, WITHOUT_OPENING } from './reasons'
import type { SampleTrade } from './sample'

const group = 'time' as const

export const TIME_FIGURES = [
  sampleFigure({
    id: 'medianHolding',
    name: 'Holding time',
    words: 'From opening to last close: half of the trades were held longer, half shorter.',
    source: 'median(close − open)',
    unit: 'duration',
    group,
    answer: ({ trades }) => ofHoldings(trades, NO_TRADES, median),
  }),
  sampleFigure({
    id: 'averageHolding',
    name: 'Average holding time',
    words: 'The mean time from opening to last close. A few long trades pull it up.',
    source: 'mean(close − open)',
    unit: 'duration',
    group,
    answer: ({ trades }) => ofHoldings(trades, NO_TRADES, mean),
  }),
  sampleFigure({
    id: 'winnersHolding',
    name: 'Holding time of winners',
    words: 'Half of the winning trades were held longer, half shorter.',
    source: 'median(close − open) of wins',
    unit: 'duration',
    group,
    answer: ({ trades }) =>
      ofHoldings(
        trades.filter(({ outcome }) => outcome === 'win'),
        NO_WINS,
        median,
      ),
  }),
  sampleFigure({
    id: 'losersHolding',
    name: 'Holding time of losers',
    words: 'Half of the losing trades were held longer, half shorter.',
    source: 'median(close − open) of losses',
    unit: 'duration',
    group,
    answer: ({ trades }) =>
      ofHoldings(
        trades.filter(({ outcome }) => outcome === 'loss'),
        NO_LOSSES,
        median,
      ),
  }),
  sampleFigure({
    id: 'scratchesHolding',
    name: 'Holding time of break-even trades',
    words: 'Half of the break-even trades were held longer, half shorter.',
    source: 'median(close − open) of scratches',
    unit: 'duration',
    group,
    answer: ({ trades }) =>
      ofHoldings(
        trades.filter(({ outcome }) => outcome === 'scratch'),
        NO_SCRATCHES,
        median,
      ),
  }),
] as const

function ofHoldings(
  trades: SampleTrade[],
  none: string,
  compute: (seconds: Dec[]) => Dec,
): { answer: Answer; used: number; leftOut: LeftOut[] } {
  const seconds = trades.flatMap(({ openedAt, closedAt }) =>
    openedAt ? new Dec(closedAt.getTime() - openedAt.getTime()).dividedBy(1000) : [],
  )
  const answer = () => {
    if (trades.length === 0) return { none }
    return seconds.length === 0 ? { none: 'Opening times not known' } : compute(seconds)
  }
  return {
    answer: answer(),
    used: seconds.length,
    leftOut: [{ count: trades.length - seconds.length, why: WITHOUT_OPENING }],
  }
}
