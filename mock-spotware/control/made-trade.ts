import type { AccountBook } from '@/mock-spotware/accounts/account-book'
import { executeByHand } from '@/mock-spotware/accounts/act-by-hand'
import type { Execution } from '@/mock-spotware/accounts/instruction'
import { oppositeSide } from '@/mock-spotware/accounts/opposite-side'
import type { Side } from '@/mock-spotware/accounts/records'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import { closingForNet } from '@/mock-spotware/accounts/wanted-net'
import { executablePrice } from '@/mock-spotware/history/executable-price'
import type { BrokerSymbol } from '@/mock-spotware/market/broker'
import type { World } from '@/mock-spotware/world'

export interface TradeOrder {
  symbol: BrokerSymbol
  side: Side
  /** In cents of a unit. */
  volume: bigint
  /** What the position shall come to in the end, in minor units; the market decides without it. */
  net?: bigint
  /** False leaves the position open. */
  close: boolean
}

/** Opens a position just now, closes it again if wanted, and tells everybody connected. */
export function makeTrade(world: World, account: TradingAccount, order: TradeOrder): Execution {
  const { symbol, side, volume } = order
  const { symbolId } = symbol
  const closedAt = world.clock.now()
  const openedAt = closedAt - 1
  const opening = executeByHand(account, {
    at: openedAt,
    symbolId,
    side,
    volume,
    price: executablePrice(world.market, symbol, side, openedAt),
    label: 'Made by hand',
  })
  world.events.emit('executed', account, opening)
  if (!order.close) return opening

  const closingSide = oppositeSide(side)
  const closing = executeByHand(account, {
    at: closedAt,
    symbolId,
    side: closingSide,
    volume,
    positionId: opening.positionId,
    ...outcome(world, account, order, opening.positionId, closedAt),
  })
  world.events.emit('executed', account, closing)
  return closing
}

/** The market's price, or the one (to the tick) and the gross profit that the wanted net takes. */
function outcome(
  world: World,
  { profile, book }: TradingAccount,
  { symbol, side, volume, net }: TradeOrder,
  positionId: number,
  at: number,
): { price: number; grossProfit?: bigint; conversionFee?: bigint } {
  const position = book.openPositions.get(positionId)
  if (net !== undefined && position) {
    return closingForNet(world.market, profile, position, { at, volume, net })
  }
  const closingSide = oppositeSide(side)
  return { price: executablePrice(world.market, symbol, closingSide, at) }
}

/** Whether a trade in that symbol would change a position that is already there. */
export function meetsOpenPosition(
  account: { profile: { type: 'HEDGED' | 'NETTED' }; book: AccountBook },
  symbol: BrokerSymbol,
): boolean {
  return (
    account.profile.type === 'NETTED' && account.book.findOpenPosition({ symbol }) !== undefined
  )
}
