import type { Instruction } from './instruction'
import type { OpenPosition, Order } from './records'

/** Time from the order reaching the server to its execution. */
const ORDER_LEAD_MS = 140

/** The order behind an instruction, and what became of it; `position` is the one it meets. */
export function createOrder(
  orderId: number,
  instruction: Instruction,
  position: OpenPosition | undefined,
  outcome: Pick<Order, 'status' | 'executedVolume' | 'executionPrice'>,
): Order {
  return {
    orderId,
    positionId: instruction.positionId,
    symbol: instruction.symbol,
    side: instruction.side,
    type: instruction.orderType ?? 'MARKET',
    volume: instruction.volume,
    createdAt: instruction.at - ORDER_LEAD_MS,
    updatedAt: instruction.at,
    stopLoss: instruction.stopLoss,
    takeProfit: instruction.takeProfit,
    isClosing: position !== undefined && position.side !== instruction.side,
    isStopOut: instruction.isStopOut,
    label: instruction.label ?? position?.label,
    comment: instruction.comment ?? position?.comment,
    ...outcome,
  }
}
