import type { BrokerSymbol } from '@/mock-spotware/market/broker'
import type { Deal, OpenPosition, Order, OrderType, Side } from './records'

/** How a netted account shows that an order was larger than the position it met. */
export type ReversalForm =
  /** One deal closes and opens; the position keeps its id. */
  | 'samePositionId'
  /** Two deals of one order; the rest opens a position with an id of its own. */
  | 'newPositionId'

export interface Instruction {
  at: number
  symbol: BrokerSymbol
  side: Side
  /** In cents of a unit. */
  volume: bigint
  /** Less than `volume` when only a part found a counterparty. */
  filledVolume?: bigint
  price: number
  /** Books this result instead of the one the prices give, in minor units. */
  grossProfit?: bigint
  /** Booked instead of the fee the symbol's rate gives, together with `grossProfit`. */
  conversionFee?: bigint
  /** Booked instead of the market's, in minor units: the commission of this execution. */
  commission?: bigint
  /** Booked instead of the market's, in minor units: all swap of the closed volume. */
  swap?: bigint
  /** The position to reduce; a hedged account opens a new one without it. */
  positionId?: number
  orderType?: OrderType
  stopLoss?: number
  takeProfit?: number
  /** The server's own doing, for want of margin. */
  isStopOut?: true
  label?: string
  comment?: string
}

/** An instruction whose order is in the books. */
export type Fill = Instruction & { order: Order; filledVolume: bigint }

export interface Execution {
  order: Order
  deals: Deal[]
  positionId: number
  /** The position afterwards, with no volume left when it was closed; absent after a rejection. */
  position?: OpenPosition
}
