import { oppositeSide } from '@/mock-spotware/accounts/opposite-side'
import type { Order } from '@/mock-spotware/accounts/records'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'

/** Far above every order of the books, whose ids come from small numbers or from the clock. */
const FIRST_PROTECTION_ORDER_ID = 100_000_000_000_000

/**
 * Stop loss and take profit of the open positions as the orders they are for the server, one per
 * position.
 */
export function protectionOrdersOf({ book }: TradingAccount): Order[] {
  return [...book.openPositions.values()]
    .filter(({ stopLoss, takeProfit }) => stopLoss !== undefined || takeProfit !== undefined)
    .map((position) => ({
      orderId: FIRST_PROTECTION_ORDER_ID + position.positionId,
      positionId: position.positionId,
      symbol: position.symbol,
      side: oppositeSide(position.side),
      type: 'STOP_LOSS_TAKE_PROFIT',
      status: 'ACCEPTED',
      volume: position.volume,
      executedVolume: 0n,
      createdAt: position.openedAt,
      updatedAt: position.updatedAt,
      stopLoss: position.stopLoss,
      takeProfit: position.takeProfit,
      isClosing: true,
      label: position.label,
      comment: position.comment,
    }))
}
