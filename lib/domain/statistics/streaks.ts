import type { Outcome } from './tally'

export type Streaks = {
  longestWins: number
  longestLosses: number
  /** Positive while winning, negative while losing. */
  current: number
  /** Stretches of equal outcomes. */
  runs: number
}

/** Scratches neither break a streak nor extend it. */
export function streaksOf(outcomes: Iterable<Outcome>): Streaks {
  const streaks: Streaks = { longestWins: 0, longestLosses: 0, current: 0, runs: 0 }
  for (const outcome of outcomes) {
    if (outcome === 'scratch') continue
    const step = outcome === 'win' ? 1 : -1
    const goesOn = Math.sign(streaks.current) === step
    if (!goesOn) streaks.runs += 1
    streaks.current = goesOn ? streaks.current + step : step
    streaks.longestWins = Math.max(streaks.longestWins, streaks.current)
    streaks.longestLosses = Math.max(streaks.longestLosses, -streaks.current)
  }
  return streaks
}
