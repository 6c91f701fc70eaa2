import { Dec } from '@/lib/domain/decimal'
import { amountScale, RESAMPLES, toUnits } from './bootstrap'
import { quantile } from './moments'
import { tooFew } from './reasons'
import { SEED, seededRandom } from './seeded-random'
import { addTallies, EMPTY_TALLY, type Tally } from './tally'
import { wilson } from './wilson'

/** Figures of which can be said whether the difference between two sides can be chance. */
export const TESTED = [
  'winRate',
  'expectancy',
  'payoff',
  'profitFactor',
  'averageWin',
  'averageLoss',
] as const
export type Tested = (typeof TESTED)[number]

/** Where the true difference lies with 95 % confidence; with zero inside it can be chance. */
export type DifferenceInterval = { low: Dec; high: Dec } | { none: string }

/** One side: what was drawn from it, a trade or a day each, and what that is called. */
export type Side = { tallies: Tally[]; unit: 'trades' | 'days' }

const FEWEST_DRAWS = 20
/** So many of the resamples may have no value, for want of a win or a loss. */
const MOST_WITHOUT = RESAMPLES / 40

/**
 * How much the second side differs from the first. Win rates by the hybrid score interval, which is
 * made of the Wilson interval of either side (Newcombe 1998, method 10); the rest by the percentile
 * method, either side drawn anew by itself. Sides that share trades are not independent: the intervals
 * are too wide for them then.
 */
export function compareSides(a: Side, b: Side): Record<Tested, DifferenceInterval> {
  const few = [a, b].find(({ tallies }) => tallies.length < FEWEST_DRAWS)
  const drawn = few ? null : differences(a.tallies, b.tallies)
  const ofDraws = (figure: Exclude<Tested, 'winRate'>): DifferenceInterval => {
    if (few) return { none: tooFew(FEWEST_DRAWS, few.tallies.length, few.unit) }
    return drawn?.(figure) ?? { none: 'Too few wins or losses' }
  }
  return {
    winRate: ofWinRates(total(a), total(b)),
    expectancy: ofDraws('expectancy'),
    payoff: ofDraws('payoff'),
    profitFactor: ofDraws('profitFactor'),
    averageWin: ofDraws('averageWin'),
    averageLoss: ofDraws('averageLoss'),
  }
}

function total({ tallies }: Side): Tally {
  return tallies.reduce(addTallies, EMPTY_TALLY)
}

function ofWinRates(a: Tally, b: Tally): DifferenceInterval {
  const few = [a, b].find(({ trades }) => trades < FEWEST_DRAWS)
  return few ? { none: tooFew(FEWEST_DRAWS, few.trades, 'trades') } : winRateDifference(a, b)
}

/** Each side has a trade at least; of very few the interval is too narrow. */
export function winRateDifference(a: Tally, b: Tally): { low: Dec; high: Dec } {
  const [rateA, rateB] = [rateOf(a), rateOf(b)]
  const [ofA, ofB] = [wilson(a.wins, a.trades), wilson(b.wins, b.trades)]
  const difference = rateB.minus(rateA)
  const away = (one: Dec, other: Dec) => one.pow(2).plus(other.pow(2)).sqrt()
  return {
    low: difference.minus(away(rateB.minus(ofB.low), ofA.high.minus(rateA))),
    high: difference.plus(away(ofB.high.minus(rateB), rateA.minus(ofA.low))),
  }
}

function rateOf({ wins, trades }: Tally): Dec {
  return new Dec(wins).dividedBy(trades)
}

/** Sums of one resample, amounts as whole numbers of the smallest. */
type Sums = {
  trades: number
  wins: number
  losses: number
  won: number
  lost: number
  even: number
}

const OF_SUMS: Record<Exclude<Tested, 'winRate'>, (sums: Sums) => number> = {
  expectancy: ({ won, lost, even, trades }) => (won + lost + even) / trades,
  payoff: ({ won, wins, lost, losses }) => won / wins / (-lost / losses),
  profitFactor: ({ won, lost }) => won / -lost,
  averageWin: ({ won, wins }) => won / wins,
  averageLoss: ({ lost, losses }) => -lost / losses,
}
const IN_MONEY = new Set<Tested>(['expectancy', 'averageWin', 'averageLoss'])

function differences(a: Tally[], b: Tally[]) {
  const scale = amountScale([...a, ...b].flatMap(({ won, lost, even }) => [won, lost, even]))
  const random = seededRandom(SEED)
  const [sumsA, sumsB] = [resample(a, scale, random), resample(b, scale, random)]
  return (figure: Exclude<Tested, 'winRate'>): DifferenceInterval | null => {
    const found = sumsA
      .map((sums, index) => OF_SUMS[figure](sumsB[index] as Sums) - OF_SUMS[figure](sums))
      .filter(Number.isFinite)
      .sort((one, other) => one - other)
    if (found.length < RESAMPLES - MOST_WITHOUT) return null
    const unit = IN_MONEY.has(figure) ? scale : 1
    const [low, high] = [0.025, 0.975].map((share) =>
      new Dec(quantile(found, share)).dividedBy(unit),
    )
    return { low, high } as { low: Dec; high: Dec }
  }
}

function resample(tallies: Tally[], scale: Dec, random: () => number): Sums[] {
  const columns = (['won', 'lost', 'even'] as const).map((name) =>
    Float64Array.from(tallies, (tally) => toUnits(tally[name], scale)),
  )
  const [won, lost, even] = columns as [Float64Array, Float64Array, Float64Array]
  const counts = (['trades', 'wins', 'losses'] as const).map((name) =>
    Float64Array.from(tallies, (tally) => tally[name]),
  )
  const [trades, wins, losses] = counts as [Float64Array, Float64Array, Float64Array]
  return Array.from({ length: RESAMPLES }, () => {
    const sums: Sums = { trades: 0, wins: 0, losses: 0, won: 0, lost: 0, even: 0 }
    for (let drawn = 0; drawn < tallies.length; drawn++) {
      const index = Math.floor(random() * tallies.length)
      sums.trades += trades[index] as number
      sums.wins += wins[index] as number
      sums.losses += losses[index] as number
      sums.won += won[index] as number
      sums.lost += lost[index] as number
      sums.even += even[index] as number
    }
    return sums
  })
}
