import type { Dec } from './decimal'

export type Side = 'BUY' | 'SELL'
export type Direction = 'LONG' | 'SHORT'
/** How a deal reached us; BOTH once a sync and a file agree on it. */
export type Source = 'SYNC' | 'FILE' | 'BOTH'

/** One execution, as the ledger takes it. Only the broker's values; nothing derived but `net`. */
export type Deal = {
  source: Source
  /** The provider's id; a file's row may have none and then has a fingerprint. */
  dealId: bigint | null
  fingerprint: string | null
  /** 1, 2, … among identical rows of one file. */
  occurrence: number
  /** What the deals of one position have in common. */
  positionKey: string
  positionId: bigint | null
  orderId: bigint | null
  symbolId: bigint | null
  symbol: string
  /** Side of this execution: a SELL closes a long. */
  side: Side
  /** Executed volume in cents of a unit, or null when only a quantity is known. */
  volume: bigint | null
  quantity: Dec
  /** "lots", "units" or the file's own unit. */
  quantityUnit: string
  price: Dec
  executedAt: Date
  /** Of this execution alone, negative when charged. */
  commission: Dec | null
  /** When the provider last changed it. */
  updatedAt: Date | null
  /** Present exactly when the deal closed volume. */
  closing: Closing | null
  label: string | null
  comment: string | null
  channel: string | null
}

/** What a closing deal realised, in the account's currency. */
export type Closing = {
  /** Closed volume in cents of a unit; smaller than the deal's when it reversed the position. */
  volume: bigint | null
  quantity: Dec
  /** The position's price at the moment of this close. */
  entryPrice: Dec
  gross: Dec | null
  swap: Dec | null
  commission: Dec | null
  conversionFee: Dec | null
  net: Dec
  balanceAfter: Dec | null
  balanceVersion: bigint | null
  /** From a file, whose rows may carry it; the API's opening deals tell it otherwise. */
  positionOpenedAt: Date | null
}

/** Key of an API position. Position ids are unique within a broker's server, and so within an account. */
export function keyOfPosition(positionId: bigint): string {
  return `p${positionId}`
}
