import { Decimal } from 'decimal.js'
import { ClosingOfDeal } from './closing-of-deal'
import type { ClosingResult } from './closing-result'
import type { Fill } from './instruction'
import type { Deal, OpenPosition } from './records'

/** A new position, or the new lifetime of one that was reversed. */
export function beginPosition(
  fill: Fill,
  { dealId, positionId }: Deal,
  { volume, commission, sequence }: { volume: bigint; commission: bigint; sequence: number },
): OpenPosition {
  return {
    positionId,
    symbol: fill.symbol,
    side: fill.side,
    volume,
    openedAt: fill.at,
    updatedAt: fill.at,
    entryPrice: new Decimal(fill.price),
    openCommission: commission,
    swap: 0n,
    swapBookedUntil: fill.at,
    stopLoss: fill.stopLoss,
    takeProfit: fill.takeProfit,
    label: fill.label,
    comment: fill.comment,
    unmatched: [{ dealId, volume }],
    lifetime: {
      positionId,
      sequence,
      symbol: fill.symbol,
      side: fill.side,
      openings: [{ dealId, at: fill.at, volume, price: fill.price }],
      closings: [],
    },
  }
}

/** Adds the whole fill to a position of the same side. */
export function increasePosition(position: OpenPosition, fill: Fill, deal: Deal): void {
  const { at, price, filledVolume: volume } = fill
  const before = position.entryPrice.times(position.volume.toString())
  position.volume += volume
  position.entryPrice = before
    .plus(new Decimal(price).times(volume.toString()))
    .div(position.volume.toString())
  position.openCommission += deal.commission
  position.updatedAt = at
  position.unmatched.push({ dealId: deal.dealId, volume })
  position.lifetime.openings.push({ dealId: deal.dealId, at, volume, price })
}

/** Takes off what a deal, complete by now, has closed; its swap and opening commission go with it. */
export function reducePosition(
  position: OpenPosition,
  { at }: Fill,
  deal: Deal,
  { volume, swap, openingShare }: ClosingResult,
): void {
  position.swap -= swap
  position.openCommission -= openingShare
  position.volume -= volume
  position.updatedAt = at
  const { lifetime } = position
  const closing = new ClosingOfDeal(deal)
  // most positions have one closing, and a literal takes less room than what push makes
  if (lifetime.closings.length === 0) lifetime.closings = [closing]
  else lifetime.closings.push(closing)
}
