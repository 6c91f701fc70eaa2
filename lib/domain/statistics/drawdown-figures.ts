import { Dec, sum } from '@/lib/domain/decimal'
import { deepestFall, ofShares, ofSpells, secondsOf } from './curve-answers'
import type { DrawdownSpell } from './drawdown-spells'
import { type Answer, sampleFigure } from './figure'
import { largest, mean } from './moments'
import { NO_TRADES, tooFew } from './reasons'
import type { Sample } from './sample'

const group = 'drawdown' as const
/** Two points always lie on a line. */
const FEWEST_FOR_LINE = 3

export const DRAWDOWN_FIGURES = [
  sampleFigure({
    id: 'maxDrawdown',
    name: 'Maximum drawdown',
    words:
      'The deepest fall of the closed-trade curve below its highest point so far. Deposits and withdrawals make none; open losses are not in it.',
    source: 'max(P_k − E_k)',
    unit: 'money',
    group,
    answer: (sample) => deepestFall(sample.curve()),
  }),
  sampleFigure({
    id: 'maxDrawdownShare',
    name: 'Maximum drawdown in percent',
    words:
      'The deepest closed-trade fall in percent of the highest value so far of one unit of the balance, which only trades change.',
    source: 'max(1 − u_k / max(u_0 … u_k)), u_k = Π E_after / E_before',
    unit: 'percent',
    group,
    answer: drawdownShare,
  }),
  sampleFigure({
    id: 'currentDrawdown',
    name: 'Current drawdown',
    words: 'How far the closed-trade curve is below its highest point now.',
    source: 'P_N − E_N',
    unit: 'money',
    group,
    answer: (sample) => sample.curve().points.at(-1)?.drawdown ?? { none: NO_TRADES },
  }),
  sampleFigure({
    id: 'currentDrawdownShare',
    name: 'Current drawdown in percent',
    words: 'How far one unit of the balance is below its highest closed-trade value now.',
    source: '1 − u_N / max(u_0 … u_N)',
    unit: 'percent',
    group,
    answer: (sample) => ofShares(sample.curve(), (shares) => shares.at(-1) as Dec),
  }),
  sampleFigure({
    id: 'longestDrawdown',
    name: 'Longest drawdown',
    words:
      'The longest time from a closed-trade peak until it was reached again, or until the last close if it was not.',
    source: 'max(close back at the peak − close at the peak)',
    unit: 'duration',
    group,
    answer: (sample) => ofSpells(sample.curve(), (spells) => largest(spells.map(secondsOf))),
  }),
  sampleFigure({
    id: 'longestDrawdownTrades',
    name: 'Longest drawdown in trades',
    words: 'The most trades from a closed-trade peak until it was reached again.',
    source: 'max(trades after the peak until it is reached)',
    unit: 'count',
    group,
    answer: (sample) =>
      ofSpells(sample.curve(), (spells) => largest(spells.map(({ trades }) => new Dec(trades)))),
  }),
  sampleFigure({
    id: 'timeToRecover',
    name: 'Time to recover',
    words: 'From the lowest close of the maximum drawdown until its peak was reached again.',
    source: 'close back at the peak − close at the lowest point',
    unit: 'duration',
    group,
    answer: (sample) =>
      ofSpells(sample.curve(), (spells) => {
        const deepest = deepestOf(spells)
        if (!deepest.recovered) return { none: 'Not recovered yet' }
        return secondsOf({ from: deepest.lowestAt, to: deepest.to })
      }),
  }),
  sampleFigure({
    id: 'recoveryFactor',
    name: 'Recovery factor',
    words: 'Profit and loss over the maximum closed-trade drawdown in money.',
    source: 'Σ result / max drawdown',
    unit: 'ratio',
    group: 'adjusted',
    answer: (sample) =>
      ofSpells(sample.curve(), (spells) => sample.total().dividedBy(deepestOf(spells).depth)),
  }),
  sampleFigure({
    id: 'ulcer',
    name: 'Ulcer index',
    words:
      'Depth and length of closed-trade drawdowns in one number: the root mean square of the drawdown in percent after each trade.',
    source: '√(Σ drawdown %² / N) (Martin and McCann 1989, one point per trade)',
    unit: 'percent',
    group: 'adjusted',
    answer: (sample) =>
      ofShares(sample.curve(), (shares) => mean(shares.map((each) => each.pow(2))).sqrt()),
  }),
  sampleFigure({
    id: 'kRatio',
    name: 'K-ratio',
    words:
      'How steadily the running total rose: the slope of the line through it over the standard error of that slope.',
    source: 'slope / standard error of Σ result on trade number (Kestner 1996, without scaling)',
    unit: 'ratio',
    group: 'adjusted',
    answer: (sample) => kRatio(sample.trades.map(({ result }) => result)),
  }),
] as const

/** The first of the deepest. Needs at least one. */
function deepestOf(spells: DrawdownSpell[]): DrawdownSpell {
  return spells.reduce((deepest, spell) => (spell.depth.gt(deepest.depth) ? spell : deepest))
}

export function drawdownShare(sample: Sample): Dec | { none: string } {
  return ofShares(sample.curve(), largest)
}

function kRatio(results: Dec[]): Answer {
  const count = results.length
  if (count < FEWEST_FOR_LINE) return { none: tooFew(FEWEST_FOR_LINE, count, 'trades') }
  let total = new Dec(0)
  const totals = results.map((result) => {
    total = total.plus(result)
    return total
  })
  const middle = new Dec(count + 1).dividedBy(2)
  const level = mean(totals)
  const offsets = totals.map((_, index) => new Dec(index + 1).minus(middle))
  const squares = sum(offsets.map((offset) => offset.pow(2)))
  const slope = sum(
    totals.map((each, index) => each.minus(level).times(offsets[index] as Dec)),
  ).dividedBy(squares)
  const rest = sum(
    totals.map((each, index) =>
      each
        .minus(level)
        .minus(slope.times(offsets[index] as Dec))
        .pow(2),
    ),
  )
  const error = rest
    .dividedBy(count - 2)
    .dividedBy(squares)
    .sqrt()
  return error.isZero() ? { none: 'The running total is a straight line' } : slope.dividedBy(error)
}
