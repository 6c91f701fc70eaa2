import type { FigureView } from '@/lib/domain/views/figure'

/** How a figure stands to what chance alone, or no edge, would give. */
export type Verdict = 'above' | 'below' | 'chance' | 'not-known'

/** @param against a decimal string; null when it is not known */
export function verdictOf(low: FigureView, high: FigureView, against: string | null): Verdict {
  if (low.value === null || high.value === null || against === null) return 'not-known'
  if (Number(low.value) > Number(against)) return 'above'
  return Number(high.value) < Number(against) ? 'below' : 'chance'
}

const EXPECTANCY: Record<Exclude<Verdict, 'not-known'>, string> = {
  above: 'All of it lies above zero: a profit that chance alone seldom brings.',
  below: 'All of it lies below zero: a loss that chance alone seldom brings.',
  chance: 'Zero lies inside: so far the result can be chance.',
}
const WIN_RATE: Record<Exclude<Verdict, 'not-known'>, string> = {
  above: 'All of it lies above the win rate at which you would break even.',
  below: 'All of it lies below the win rate at which you would break even.',
  chance:
    'The win rate at which you would break even lies inside: so far it can be either side of it.',
}

export function expectancyWords(verdict: Verdict): string {
  return verdict === 'not-known' ? '' : EXPECTANCY[verdict]
}

export function winRateWords(verdict: Verdict): string {
  return verdict === 'not-known' ? '' : WIN_RATE[verdict]
}

const SELDOM = 1.96

/** What a figure of the page says; nothing for those that speak for themselves. */
export function meaningOf({ id, value }: FigureView): string {
  if (value === null) return ''
  const number = Number(value)
  switch (id) {
    case 'runsScore':
      if (number < -SELDOM) return 'Wins and losses come in streaks more than chance has it.'
      if (number > SELDOM) return 'Wins and losses take turns more than chance has it.'
      return 'Wins and losses follow each other as chance has it.'
    case 'expectancyT':
      return Math.abs(number) > SELDOM
        ? 'Chance alone seldom brings a result so far from zero.'
        : 'Chance alone can bring a result so close to zero.'
    case 'bestTradeShare':
    case 'bestTwentiethShare':
    case 'bestDayShare':
      return number > 1 ? 'All the rest together lost.' : ''
    default:
      return ''
  }
}
