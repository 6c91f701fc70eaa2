import { Decimal } from 'decimal.js'
import type { Market } from '@/mock-spotware/market/market'
import { commissionOf, conversionFeeOf, swapOf, wireRate } from './charges'
import type { Instruction } from './instruction'
import { shareOf, unitsOf } from './money'
import type { AccountProfile, OpenPosition } from './records'

/** The fee is a fraction of the gross it is added to, so a few rounds settle it to the cent. */
const FEE_ROUNDS = 8

/** What has to come out of a closing, and what was settled about its costs beforehand. */
export interface WantedNet extends Pick<Instruction, 'at' | 'volume' | 'commission' | 'swap'> {
  net: bigint
}

/** How a part of a position, or all of it, must be closed to come to exactly that net. */
export function closingForNet(
  market: Market,
  account: AccountProfile,
  position: OpenPosition,
  wanted: WantedNet,
): Required<Pick<Instruction, 'price' | 'grossProfit' | 'conversionFee'>> {
  const { at, volume, net } = wanted
  const { symbol } = position
  const closingSide = wanted.commission ?? commissionOf(market, account, symbol, volume, at)
  const commission = shareOf(position.openCommission, volume, position.volume) + closingSide
  const booked = position.swap + swapOf(market, account, position, at)
  const swap = wanted.swap ?? shareOf(booked, volume, position.volume)
  const beforeFee = net - commission - swap
  let grossProfit = beforeFee
  for (let round = 0; round < FEE_ROUNDS; round += 1) {
    grossProfit = beforeFee + conversionFeeOf(account, symbol, grossProfit)
  }
  return {
    price: priceForGross(market, account, position, { grossProfit, volume, at }),
    grossProfit,
    // rounding leaves nets that no gross profit reaches; then the fee is one minor unit off
    conversionFee: grossProfit - beforeFee,
  }
}

/** To the tick, and never below one. */
function priceForGross(
  market: Market,
  account: AccountProfile,
  { symbol, side, entryPrice }: OpenPosition,
  { grossProfit, volume, at }: { grossProfit: bigint; volume: bigint; at: number },
): number {
  const rate = wireRate(market, symbol.quote, account.currency, at)
  const move = new Decimal(grossProfit.toString())
    .div(Decimal.pow(10, account.moneyDigits))
    .div(unitsOf(volume).times(rate))
  const price = side === 'BUY' ? entryPrice.plus(move) : entryPrice.minus(move)
  return Decimal.max(price, Decimal.pow(10, -symbol.digits))
    .toDecimalPlaces(symbol.digits)
    .toNumber()
}
