import type { Side } from '@/mock-spotware/accounts/records'
import type { Instrument } from '@/mock-spotware/market/instruments'
import type { Market } from '@/mock-spotware/market/market'

/** A buyer pays the ask, a seller gets the bid; rounded to the symbol's digits. */
export function executablePrice(
  market: Market,
  instrument: Instrument,
  side: Side,
  at: number,
): number {
  const halfSpread = (instrument.spreadPips * 10 ** -instrument.pipPosition) / 2
  const mid = market.midPrice(instrument, at)
  return roundToDigits(side === 'BUY' ? mid + halfSpread : mid - halfSpread, instrument.digits)
}

export function roundToDigits(price: number, digits: number): number {
  return Number(price.toFixed(digits))
}
