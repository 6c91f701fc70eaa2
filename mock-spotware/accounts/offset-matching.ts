import { lesser } from './money'
import type { DealOffset, OpenPosition } from './records'

/** Offsets a closing deal against the oldest opening deals, and takes those off the position. */
export function matchFirstInFirstOut(
  { unmatched }: OpenPosition,
  closingDealId: number,
  closedVolume: bigint,
): DealOffset[] {
  const offsets: DealOffset[] = []
  let left = closedVolume
  for (let first = unmatched[0]; left > 0n && first; first = unmatched[0]) {
    const volume = lesser(first.volume, left)
    offsets.push({ openingDealId: first.dealId, closingDealId, volume })
    first.volume -= volume
    left -= volume
    if (first.volume === 0n) unmatched.shift()
  }
  return offsets
}
