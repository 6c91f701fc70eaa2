import { Decimal } from 'decimal.js'
import type { Market } from '@/mock-spotware/market/market'
import { conversionFeeOf, wireRate } from './charges'
import type { Fill } from './instruction'
import { shareOf, toMinorUnits, unitsOf } from './money'
import type { AccountProfile, OpenPosition } from './records'

/** What closing a part of a position, or all of it, comes to. */
export interface ClosingResult {
  volume: bigint
  grossProfit: bigint
  swap: bigint
  /** The closed volume's part of the commission paid when opening. */
  openingShare: bigint
  /** Opening share plus closing side. */
  commission: bigint
  conversionFee: bigint
  /** What the balance moves by. */
  net: bigint
  quoteToDepositRate: number
}

/** Swap must be booked up to the moment of the fill. */
export function closingResult(
  market: Market,
  account: AccountProfile,
  position: OpenPosition,
  fill: Fill,
  { volume, commission: closingSide }: { volume: bigint; commission: bigint },
): ClosingResult {
  const rate = wireRate(market, fill.symbol.quote, account.currency, fill.at)
  const move = new Decimal(fill.price).minus(position.entryPrice)
  const gain = (position.side === 'BUY' ? move : move.negated()).times(unitsOf(volume))
  const grossProfit = fill.grossProfit ?? toMinorUnits(gain.times(rate), account.moneyDigits)
  const swap = fill.swap ?? shareOf(position.swap, volume, position.volume)
  const openingShare = shareOf(position.openCommission, volume, position.volume)
  const commission = openingShare + closingSide
  const conversionFee = fill.conversionFee ?? conversionFeeOf(account, fill.symbol, grossProfit)
  return {
    volume,
    grossProfit,
    swap,
    openingShare,
    commission,
    conversionFee,
    net: grossProfit + swap + commission - conversionFee,
    quoteToDepositRate: rate,
  }
}
