import { Dec, sum, ZERO } from '@/lib/domain/decimal'
import { drawdownShare } from './drawdown-figures'
import { type Answer, type LeftOut, sampleFigure } from './figure'
import { mean, sampleDeviation } from './moments'
import { NO_BALANCE, NO_DRAWDOWN, NO_TRADES, tooFew, WITHOUT_START } from './reasons'
import type { Sample } from './sample'

const group = 'adjusted' as const
const DAY_MS = 86_400_000
const DAYS_OF_TRADING_A_YEAR = 252
const DAYS_A_YEAR = 365
const FEWEST_RETURNS = 20
const FEWEST_DAYS_FOR_CALMAR = 90

export const RETURN_FIGURES = [
  sampleFigure({
    id: 'totalReturn',
    name: 'Return',
    words: 'Growth of the balance by trading, day by day, with deposits and withdrawals taken out.',
    source: 'Π (1 + r_d) − 1, r_d = result of the day / balance at its start',
    unit: 'percent',
    group,
    countedIn: 'days',
    answer: (sample) => ofReturns(sample, 1, (returns) => growth(returns).minus(1)),
  }),
  sampleFigure({
    id: 'averageDailyReturn',
    name: 'Average daily return',
    words:
      'The mean return of a day. Monday to Friday without trades count as zero unless you choose days with trades only.',
    source: 'mean(r_d)',
    unit: 'percent',
    group,
    countedIn: 'days',
    answer: (sample) => ofReturns(sample, 1, mean),
  }),
  sampleFigure({
    id: 'sharpe',
    name: 'Sharpe ratio',
    words:
      'Average daily return above the risk-free rate, over the spread of daily returns, scaled to a year. From 20 days on.',
    source: '(mean(r) − rf / 252) / sd(r) · √252 (Sharpe 1966, 1994)',
    unit: 'ratio',
    group,
    countedIn: 'days',
    answer: (sample) =>
      ofReturns(sample, FEWEST_RETURNS, (returns) => {
        const spread = sampleDeviation(returns)
        if (!spread || spread.isZero()) return { none: 'Every day brought the same return' }
        const riskFree = sample.settings.riskFreeRate.dividedBy(DAYS_OF_TRADING_A_YEAR)
        return perYear(mean(returns).minus(riskFree).dividedBy(spread))
      }),
  }),
  sampleFigure({
    id: 'sortino',
    name: 'Sortino ratio',
    words:
      'Average daily return above the target, over the size of shortfalls below it across all days, scaled to a year. From 20 days on.',
    source: '(mean(r) − t) / √(Σ min(0, r − t)² / D) · √252 (Sortino and van der Meer 1991)',
    unit: 'ratio',
    group,
    countedIn: 'days',
    answer: (sample) =>
      ofReturns(sample, FEWEST_RETURNS, (returns) => {
        const target = sample.settings.targetReturn
        const shortfalls = returns.map((each) => Dec.min(0, each.minus(target)).pow(2))
        const downside = sum(shortfalls).dividedBy(returns.length).sqrt()
        if (downside.isZero()) return { none: 'No day below the target' }
        return perYear(mean(returns).minus(target).dividedBy(downside))
      }),
  }),
  sampleFigure({
    id: 'annualReturn',
    name: 'Return a year',
    words:
      'The growth of the balance continued at the same pace for a year of 365 days. From 90 calendar days on.',
    source: '(Π (1 + r_d))^(365 / calendar days) − 1',
    unit: 'percent',
    group,
    countedIn: 'days',
    answer: (sample) => ofReturns(sample, 1, (returns) => annualReturn(sample, returns)),
  }),
  sampleFigure({
    id: 'calmar',
    name: 'Calmar ratio',
    words: 'Return a year over the deepest closed-trade drawdown in percent. From 90 days on.',
    source: 'return a year / max drawdown % (Young 1991, over the whole period)',
    unit: 'ratio',
    group,
    countedIn: 'days',
    answer: (sample) =>
      ofReturns(sample, 1, (returns) => {
        const annual = annualReturn(sample, returns)
        if ('none' in annual) return annual
        const deepest = drawdownShare(sample)
        if ('none' in deepest) return deepest
        return deepest.isZero() ? { none: NO_DRAWDOWN } : annual.dividedBy(deepest)
      }),
  }),
] as const

function ofReturns(
  sample: Sample,
  fewest: number,
  compute: (returns: Dec[]) => Answer,
): { answer: Answer; used: number; leftOut: LeftOut[] } {
  const { returns, daysLeftOut, known } = sample.returns()
  const values = returns.map(({ value }) => value)
  const leftOut = [{ count: daysLeftOut, why: WITHOUT_START }]
  const answer = () => {
    if (!known) return { none: NO_BALANCE }
    if (sample.trades.length === 0) return { none: NO_TRADES }
    if (values.length < fewest) return { none: tooFew(fewest, values.length, 'days') }
    return compute(values)
  }
  return { answer: answer(), used: values.length, leftOut }
}

function growth(returns: Dec[]): Dec {
  return returns.reduce((product, value) => product.times(value.plus(1)), new Dec(1))
}

function annualReturn(sample: Sample, returns: Dec[]): Dec | { none: string } {
  const days = calendarDays(sample)
  if (days < FEWEST_DAYS_FOR_CALMAR) return { none: tooFew(FEWEST_DAYS_FOR_CALMAR, days, 'days') }
  const grown = growth(returns)
  if (grown.lte(ZERO)) return { none: 'The balance was lost' }
  return grown.pow(new Dec(DAYS_A_YEAR).dividedBy(days)).minus(1)
}

/** From the first day with trades to the last, both counted. */
function calendarDays(sample: Sample): number {
  const days = sample.days()
  const [first, last] = [days[0], days.at(-1)]
  return first && last ? (Date.parse(last.day) - Date.parse(first.day)) / DAY_MS + 1 : 0
}

function perYear(daily: Dec): Dec {
  return daily.times(new Dec(DAYS_OF_TRADING_A_YEAR).sqrt())
}
