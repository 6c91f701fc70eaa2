import { Dec, ZERO } from '@/lib/domain/decimal'
import type { DayResult } from './days'
import { dayFigure, sampleFigure } from './figure'
import { NONE_DECIDED, tooFew } from './reasons'
import type { Sample } from './sample'
import { streaksOf } from './streaks'
import { outcomeOf } from './tally'

const group = 'runs' as const
const FEWEST_FOR_RUNS = 30

export const RUN_FIGURES = [
  sampleFigure({
    id: 'longestWinStreak',
    name: 'Longest winning streak',
    words: 'The most wins in a row. Break-even trades neither break a streak nor extend it.',
    source: 'longest run of wins by close',
    unit: 'count',
    group,
    answer: (sample) => ofTrades(sample).longestWins,
  }),
  sampleFigure({
    id: 'longestLossStreak',
    name: 'Longest losing streak',
    words: 'The most losses in a row. Break-even trades neither break a streak nor extend it.',
    source: 'longest run of losses by close',
    unit: 'count',
    group,
    answer: (sample) => ofTrades(sample).longestLosses,
  }),
  sampleFigure({
    id: 'currentStreak',
    name: 'Current streak',
    words: 'Wins in a row up to now, or losses in a row as a negative number.',
    source: 'last run by close, losses negative',
    unit: 'count',
    group,
    answer: (sample) => ofTrades(sample).current,
  }),
  dayFigure({
    id: 'longestWinningDays',
    name: 'Longest run of winning days',
    words: 'The most days above zero in a row, of days with trades. Days at zero are passed over.',
    source: 'longest run of winning days',
    unit: 'count',
    group,
    answer: (days) => ofDays(days).longestWins,
  }),
  dayFigure({
    id: 'longestLosingDays',
    name: 'Longest run of losing days',
    words: 'The most days below zero in a row, of days with trades. Days at zero are passed over.',
    source: 'longest run of losing days',
    unit: 'count',
    group,
    answer: (days) => ofDays(days).longestLosses,
  }),
  dayFigure({
    id: 'currentDays',
    name: 'Current run of days',
    words: 'Winning days in a row up to now, or losing days as a negative number.',
    source: 'last run of days, losing negative',
    unit: 'count',
    group,
    answer: (days) => ofDays(days).current,
  }),
  sampleFigure({
    id: 'runsScore',
    name: 'Z-score of runs',
    words:
      'Whether wins and losses come in streaks (below −1.96) or take turns (above 1.96) more than chance would have it. From 30 trades on.',
    source:
      '(T·(runs − 1) − P) / √(P·(P − T) / (T − 1)), P = 2·W·L, T = W + L (Wald–Wolfowitz 1940)',
    unit: 'ratio',
    group,
    answer: (sample) => {
      const { wins, losses } = sample.tally()
      const decided = wins + losses
      return {
        used: decided,
        leftOut: [{ count: sample.trades.length - decided, why: 'neither won nor lost' }],
        answer: runsScore(wins, losses, ofTrades(sample).runs),
      }
    },
  }),
] as const

function ofTrades({ trades }: Sample) {
  return streaksOf(trades.map(({ outcome }) => outcome))
}

function ofDays(days: DayResult[]) {
  return streaksOf(days.map(({ result }) => outcomeOf(result, ZERO)))
}

function runsScore(wins: number, losses: number, runs: number): Dec | { none: string } {
  const decided = new Dec(wins + losses)
  if (decided.isZero()) return { none: NONE_DECIDED }
  if (decided.lt(FEWEST_FOR_RUNS))
    return { none: tooFew(FEWEST_FOR_RUNS, decided.toNumber(), 'trades') }
  if (wins === 0 || losses === 0) return { none: 'All trades ended alike' }
  const pairs = new Dec(2).times(wins).times(losses)
  const spread = pairs.times(pairs.minus(decided)).dividedBy(decided.minus(1)).sqrt()
  return decided
    .times(runs - 1)
    .minus(pairs)
    .dividedBy(spread)
}
