import { Decimal } from 'decimal.js'
import type { AccountBook } from '@/mock-spotware/accounts/account-book'
import { commissionOf, conversionFeeOf, wireRate } from '@/mock-spotware/accounts/charges'
import { executeByHand } from '@/mock-spotware/accounts/hand-made'
import type { Execution } from '@/mock-spotware/accounts/instruction'
import { unitsOf } from '@/mock-spotware/accounts/money'
import type { Side } from '@/mock-spotware/accounts/records'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
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

  const closingSide = side === 'BUY' ? 'SELL' : 'BUY'
  const closing = executeByHand(account, {
    at: closedAt,
    symbolId,
    side: closingSide,
    volume,
    positionId: opening.positionId,
    ...outcome(world, account, order, opening.deals[0]?.price ?? 0, closedAt),
  })
  world.events.emit('executed', account, closing)
  return closing
}

/** The market's price, or the one (to the tick) and the gross profit that the wanted net takes. */
function outcome(
  world: World,
  account: TradingAccount,
  order: TradeOrder,
  entryPrice: number,
  at: number,
): { price: number; grossProfit?: bigint } {
  const { symbol, side, volume, net } = order
  if (net === undefined) {
    const closingSide = side === 'BUY' ? 'SELL' : 'BUY'
    return { price: executablePrice(world.market, symbol, closingSide, at) }
  }
  const { profile } = account
  const grossProfit = grossFor(world, account, order, net)
  const rate = wireRate(world.market, symbol.quote, profile.currency, at)
  const move = new Decimal(grossProfit.toString())
    .div(Decimal.pow(10, profile.moneyDigits))
    .div(unitsOf(volume).times(rate))
  const price = new Decimal(entryPrice).plus(side === 'BUY' ? move : move.negated())
  return { price: price.toDecimalPlaces(symbol.digits).toNumber(), grossProfit }
}

/** The gross profit that leaves `net` once commission and conversion fee are taken off. */
function grossFor(
  world: World,
  { profile }: TradingAccount,
  { symbol, volume }: TradeOrder,
  net: bigint,
): bigint {
  const side = commissionOf(world.market, profile, symbol, volume, world.clock.now())
  const beforeFee = net - 2n * side
  let gross = beforeFee
  for (let round = 0; round < FEE_ROUNDS; round += 1) {
    gross = beforeFee + conversionFeeOf(profile, symbol, gross)
  }
  return gross
}

/** The fee is a fraction of the gross it is added to, so a few rounds settle it to the cent. */
const FEE_ROUNDS = 8

/** Whether a trade in that symbol would change a position that is already there. */
export function meetsOpenPosition(
  account: { profile: { type: 'HEDGED' | 'NETTED' }; book: AccountBook },
  symbol: BrokerSymbol,
): boolean {
  return (
    account.profile.type === 'NETTED' && account.book.findOpenPosition({ symbol }) !== undefined
  )
}
