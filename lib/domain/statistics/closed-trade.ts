import type { Direction } from '@/lib/domain/deal'
import type { Dec } from '@/lib/domain/decimal'

/** A position all of which is closed, as the figures take it. Amounts are in `currency`. */
export type ClosedTrade = {
  currency: string
  symbol: string
  direction: Direction
  /** null when the opening is not known: such a trade is left out where the time counts. */
  openedAt: Date | null
  closedAt: Date
  /** After all costs, signed as booked. */
  net: Dec
  /** Before costs; null where the source does not tell it. */
  gross: Dec | null
  /** Negative when charged. */
  commission: Dec | null
  swap: Dec | null
  /** Closed volume; null when the symbol's lot size is not known. */
  lots: Dec | null
  /** What the first stop would have cost, as a positive amount; never an average loss in disguise. */
  risk?: Dec | null
  /** Planned reward over planned risk, from target, entry and first stop. */
  plannedRatio?: Dec | null
}
