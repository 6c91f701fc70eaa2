import type { Dec } from '@/lib/domain/decimal'

/** What the core figures are computed from: closed trades of one currency. */
export type Outcomes = {
  trades: number
  wins: number
  losses: number
  /** Sum of the nets of winning trades. */
  won: Dec
  /** Sum of the nets of losing trades, zero or negative. */
  lost: Dec
}

/** Share of winning trades among all, scratches included; null without trades. */
export function winRate({ wins, trades }: Outcomes): number | null {
  return trades === 0 ? null : wins / trades
}

/**
 * Won money over lost money. Without losing trades there is nothing to divide by: it is infinite,
 * not zero and not 999; without trades there is none.
 */
export function profitFactor({ trades, losses, won, lost }: Outcomes): Dec | 'infinite' | null {
  if (trades === 0) return null
  if (losses === 0 || lost.isZero()) return won.isZero() ? null : 'infinite'
  return won.dividedBy(lost.abs())
}
