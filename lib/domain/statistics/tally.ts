import { type Dec, ZERO } from '@/lib/domain/decimal'

export type Outcome = 'win' | 'loss' | 'scratch'

/** Sums of trades of one currency. Tallies of parts add up to the tally of the whole. */
export type Tally = {
  trades: number
  wins: number
  losses: number
  scratches: number
  /** Sum of the winning results. */
  won: Dec
  /** Sum of the losing results, zero or negative. */
  lost: Dec
  /** Sum of the results of scratches: zero unless a tolerance is set. */
  even: Dec
  largestWin: Dec | null
  /** Negative. */
  largestLoss: Dec | null
}

export const EMPTY_TALLY: Tally = {
  trades: 0,
  wins: 0,
  losses: 0,
  scratches: 0,
  won: ZERO,
  lost: ZERO,
  even: ZERO,
  largestWin: null,
  largestLoss: null,
}

export function outcomeOf(result: Dec, scratchWithin: Dec): Outcome {
  if (result.gt(scratchWithin)) return 'win'
  return result.lt(scratchWithin.negated()) ? 'loss' : 'scratch'
}

export function tallyOf(results: Iterable<{ result: Dec; outcome: Outcome }>): Tally {
  const tally = { ...EMPTY_TALLY }
  for (const { result, outcome } of results) {
    tally.trades += 1
    if (outcome === 'win') {
      tally.wins += 1
      tally.won = tally.won.plus(result)
      tally.largestWin = larger(tally.largestWin, result)
    } else if (outcome === 'loss') {
      tally.losses += 1
      tally.lost = tally.lost.plus(result)
      tally.largestLoss = smaller(tally.largestLoss, result)
    } else {
      tally.scratches += 1
      tally.even = tally.even.plus(result)
    }
  }
  return tally
}

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    trades: a.trades + b.trades,
    wins: a.wins + b.wins,
    losses: a.losses + b.losses,
    scratches: a.scratches + b.scratches,
    won: a.won.plus(b.won),
    lost: a.lost.plus(b.lost),
    even: a.even.plus(b.even),
    largestWin: larger(a.largestWin, b.largestWin),
    largestLoss: smaller(a.largestLoss, b.largestLoss),
  }
}

export function totalOf({ won, lost, even }: Tally): Dec {
  return won.plus(lost).plus(even)
}

function larger(a: Dec | null, b: Dec | null): Dec | null {
  if (a === null || b === null) return a ?? b
  return a.gte(b) ? a : b
}

function smaller(a: Dec | null, b: Dec | null): Dec | null {
  if (a === null || b === null) return a ?? b
  return a.lte(b) ? a : b
}
