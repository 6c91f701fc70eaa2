import { type Answer, type LeftOut, sampleFigure } from './figure'
import { NO_BALANCE, NO_TRADES, tooFew, WITHOUT_START } from './reasons'
import type { Sample } from './sample'
import type { Simulation } from './simulate'

const group = 'simulation' as const
const FEWEST_RETURNS = 20

export const SIMULATION_FIGURES = [
  sampleFigure({
    id: 'simulatedLow',
    name: 'Simulated return, low',
    words:
      'Drawing days from your past at random, for a year of 252 unless you choose another span: one simulated future in twenty returned less than this. From 20 days on.',
    source: '5th percentile of Π (1 + r) − 1, 2000 paths, fixed seed',
    unit: 'percent',
    group,
    countedIn: 'days',
    answer: (sample) => ofFutures(sample, (futures) => lastBand(futures).low - 1),
  }),
  sampleFigure({
    id: 'simulatedMedian',
    name: 'Simulated return, middle',
    words:
      'Drawing days from your past at random, for a year of 252 unless you choose another span: half of the simulated futures returned more than this, half less. From 20 days on.',
    source: 'median of Π (1 + r) − 1, 2000 paths, fixed seed',
    unit: 'percent',
    group,
    countedIn: 'days',
    answer: (sample) => ofFutures(sample, (futures) => lastBand(futures).median - 1),
  }),
  sampleFigure({
    id: 'simulatedHigh',
    name: 'Simulated return, high',
    words:
      'Drawing days from your past at random, for a year of 252 unless you choose another span: one simulated future in twenty returned more than this. From 20 days on.',
    source: '95th percentile of Π (1 + r) − 1, 2000 paths, fixed seed',
    unit: 'percent',
    group,
    countedIn: 'days',
    answer: (sample) => ofFutures(sample, (futures) => lastBand(futures).high - 1),
  }),
  sampleFigure({
    id: 'riskOfRuin',
    name: 'Risk of ruin',
    words:
      'The share of simulated futures that at some time had lost half of the balance, or the share you set. From 20 days on.',
    source: 'paths with min(u) ≤ 1 − ruin, of 2000 paths, fixed seed',
    unit: 'percent',
    group,
    countedIn: 'days',
    answer: (sample) =>
      ofFutures(sample, (futures) =>
        futures.chanceOfLoss(sample.settings.simulation.ruin.toNumber()),
      ),
  }),
] as const

function lastBand({ bands }: Simulation) {
  return bands.at(-1) ?? { low: 1, median: 1, high: 1 }
}

function ofFutures(
  sample: Sample,
  compute: (futures: Simulation) => number,
): { answer: Answer; used: number; leftOut: LeftOut[] } {
  const { returns, daysLeftOut, known } = sample.returns()
  const answer = () => {
    if (!known) return { none: NO_BALANCE }
    if (sample.trades.length === 0) return { none: NO_TRADES }
    if (returns.length < FEWEST_RETURNS)
      return { none: tooFew(FEWEST_RETURNS, returns.length, 'days') }
    return compute(sample.futures())
  }
  return {
    answer: answer(),
    used: returns.length,
    leftOut: [{ count: daysLeftOut, why: WITHOUT_START }],
  }
}
