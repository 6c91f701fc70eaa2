import { Dec } from '@/lib/domain/decimal'
import type { CostSums } from './cost-sums'
import type { DayResult } from './days'
import type { Sample } from './sample'
import type { Tally } from './tally'

/** percent: a share, 1 is 100 %. duration: seconds. money: in the currency of the trades. */
export type FigureUnit = 'money' | 'percent' | 'ratio' | 'R' | 'count' | 'duration'

export type FigureGroup =
  | 'core'
  | 'costs'
  | 'days'
  | 'risk'
  | 'adjusted'
  | 'drawdown'
  | 'runs'
  | 'chance'
  | 'time'
  | 'simulation'
  | 'discipline'

export type LeftOut = { count: number; why: string }

/** The value, or why there is none; from how many trades or days, and how many were left out. */
export type FigureResult = { used: number; leftOut: LeftOut[] } & (
  | { value: Dec; reason: null }
  | { value: null; reason: string }
)

/** What makes a figure known to readers, apart from how it is computed. */
export type FigureWords<Id extends string = string> = {
  id: Id
  name: string
  /** The definition in plain English: the tooltip. */
  words: string
  /** The formula, and whose it is. */
  source: string
  unit: FigureUnit
}

export type Figure<Id extends string = string> = FigureWords<Id> & {
  group: FigureGroup
  countedIn: 'trades' | 'days'
  compute: (sample: Sample) => FigureResult
}

/** A figure that follows from sums, so that stored sums give it without reading trades. */
export type TallyFigure<Id extends string = string> = Figure<Id> & {
  ofTally: (tally: Tally) => FigureResult
}

/** A figure that follows from the results of days. */
export type DayFigure<Id extends string = string> = Figure<Id> & {
  ofDays: (days: DayResult[]) => FigureResult
}

/** A figure that follows from sums of costs, so that stored sums give it without reading trades. */
export type CostFigure<Id extends string = string, Sums = CostSums> = Figure<Id> & {
  ofCosts: (sums: Sums) => FigureResult
}

/** A value, or the reason why there is none. */
export type Answer = Dec | number | { none: string }

export function toResult(answer: Answer, used: number, leftOut: LeftOut[] = []): FigureResult {
  const told = { used, leftOut: leftOut.filter(({ count }) => count > 0) }
  if (typeof answer === 'number') return { ...told, value: new Dec(answer), reason: null }
  if ('none' in answer) return { ...told, value: null, reason: answer.none }
  return { ...told, value: answer, reason: null }
}

export function tallyFigure<Id extends string>(
  figure: FigureWords<Id> & {
    group: FigureGroup
    /** Trades the value rests on, when not all. */
    uses?: (tally: Tally) => number
    answer: (tally: Tally) => Answer
  },
): TallyFigure<Id> {
  const { answer, uses = ({ trades }) => trades, ...words } = figure
  return {
    ...words,
    countedIn: 'trades',
    ofTally: (tally) => toResult(answer(tally), uses(tally)),
    compute: (sample) => toResult(answer(sample.tally()), uses(sample.tally()), sample.leftOut),
  }
}

export function dayFigure<Id extends string>(
  figure: FigureWords<Id> & { group: FigureGroup; answer: (days: DayResult[]) => Answer },
): DayFigure<Id> {
  const { answer, ...words } = figure
  return {
    ...words,
    countedIn: 'days',
    ofDays: (days) => toResult(answer(days), days.length),
    compute: (sample) => toResult(answer(sample.days()), sample.days().length, sample.leftOut),
  }
}

/** Costs are the same whichever result counts, so nothing is left out because of the choice. */
export function costFigure<Id extends string, Sums = CostSums>(
  figure: FigureWords<Id> & {
    group: FigureGroup
    answer: (sums: Sums) => { answer: Answer; used: number; leftOut: LeftOut[] }
  } & (CostSums extends Sums ? unknown : never),
): CostFigure<Id, Sums> {
  const { answer, ...words } = figure
  const ofCosts = (sums: Sums) => {
    const found = answer(sums)
    return toResult(found.answer, found.used, found.leftOut)
  }
  return {
    ...words,
    countedIn: 'trades',
    ofCosts,
    compute: (sample) => ofCosts(sample.costs() as Sums),
  }
}

/** A figure that needs the trades themselves. */
export function sampleFigure<Id extends string>(
  figure: FigureWords<Id> & {
    group: FigureGroup
    countedIn?: 'trades' | 'days'
    answer: (sample: Sample) => Answer | { answer: Answer; used: number; leftOut: LeftOut[] }
  },
): Figure<Id> {
  const { answer, countedIn = 'trades', ...words } = figure
  return {
    ...words,
    countedIn,
    compute: (sample) => {
      const found = answer(sample)
      if (typeof found === 'object' && 'answer' in found)
        return toResult(found.answer, found.used, [...sample.leftOut, ...found.leftOut])
      const used = countedIn === 'days' ? sample.days().length : sample.trades.length
      return toResult(found, used, sample.leftOut)
    },
  }
}
