import { Dec, ZERO } from '@/lib/domain/decimal'

/** What the trader chose about how figures are computed. */
export type FigureSettings = {
  /** IANA zone. A trade belongs to the day on which it was closed there. */
  timeZone: string
  /** Which result of a trade counts: after costs or before. */
  basis: 'net' | 'gross'
  /** A result within plus or minus this amount is a scratch, neither win nor loss. */
  scratchWithin: Dec
  /**
   * Whose returns are averaged: of every Monday to Friday between the first day and the last, as 0
   * where nothing was closed, or of days with trades only.
   */
  returnDays: 'business' | 'trading'
  /** Risk-free rate a year, 0.05 is 5 %. */
  riskFreeRate: Dec
  /** Daily return below which Sortino counts a shortfall. */
  targetReturn: Dec
  /** Simulated future: how many days of returns, and which loss of the balance is called ruin. */
  simulation: { days: number; ruin: Dec }
}

export const DEFAULT_SETTINGS: FigureSettings = {
  timeZone: 'UTC',
  basis: 'net',
  scratchWithin: ZERO,
  returnDays: 'business',
  riskFreeRate: ZERO,
  targetReturn: ZERO,
  simulation: { days: 252, ruin: new Dec('0.5') },
}
