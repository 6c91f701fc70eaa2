import { deepestFall, ofShares, ofSpells, secondsOf } from './curve-answers'
import { sampleFigure } from './figure'
import { largest } from './moments'

const group = 'drawdown' as const

// The curve at the end of each day, which falls no deeper than the one after each trade: what a day
// lost and won back is not in it. Results of days are enough for it.

export const DAY_DRAWDOWN_FIGURES = [
  sampleFigure({
    id: 'maxDayDrawdown',
    name: 'Maximum drawdown by day',
    words:
      'The deepest fall of the closed-trade curve at the end of a day below its highest end of day so far. What was lost and won back within a day is not in it.',
    source: 'max(P_d − E_d), d the days with trades',
    unit: 'money',
    group,
    countedIn: 'days',
    answer: (sample) => deepestFall(sample.dayCurve()),
  }),
  sampleFigure({
    id: 'maxDayDrawdownShare',
    name: 'Maximum drawdown by day in percent',
    words:
      'The deepest fall at the end of a day in percent of the highest value so far of one unit of the balance, which only trades change.',
    source: 'max(1 − u_d / max(u_0 … u_d)), u_d = Π (1 + result of the day / balance before it)',
    unit: 'percent',
    group,
    countedIn: 'days',
    answer: (sample) => ofShares(sample.dayCurve(), largest),
  }),
  sampleFigure({
    id: 'longestDayDrawdown',
    name: 'Longest drawdown by day',
    words:
      'The longest time from a highest end of day until it was reached again, or until the last day with trades if it was not.',
    source: 'max(day back at the peak − day of the peak)',
    unit: 'duration',
    group,
    countedIn: 'days',
    answer: (sample) => ofSpells(sample.dayCurve(), (spells) => largest(spells.map(secondsOf))),
  }),
] as const
