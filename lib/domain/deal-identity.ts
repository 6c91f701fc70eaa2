import type { Deal } from './deal'
import { type Dec, ZERO } from './decimal'
import { groupBy } from './group-by'

/** Nets may differ by rounding between an export and the API. */
const NET_TOLERANCE = '0.01'

/**
 * Pairs arriving closing deals with stored ones that have no id but the same figures: symbol,
 * side, time, exit price, quantity and net. Times compare by the second when the stored one has no
 * milliseconds; prices at the stored one's precision. Every stored deal is paired at most once.
 */
export function matchByFigures<A extends Deal, B extends Deal>(
  arriving: A[],
  stored: B[],
): Map<A, B> {
  const byMinute = groupBy(stored, (deal) => minute(deal.executedAt))
  const taken = new Set<B>()
  const pairs = new Map<A, B>()
  for (const deal of arriving) {
    const candidates = byMinute.get(minute(deal.executedAt)) ?? []
    const [match] = candidates
      .filter((candidate) => !taken.has(candidate) && sameFigures(deal, candidate))
      // Closings of one second may be a cent apart: the nearest, or another is left without its own.
      .sort((a, b) => netDifference(deal, a).comparedTo(netDifference(deal, b)))
    if (!match) continue
    taken.add(match)
    pairs.set(deal, match)
  }
  return pairs
}

function minute(at: Date): number {
  return Math.floor(at.getTime() / 60_000)
}

/** As fine as the stored time is written: a file may show whole minutes or seconds. */
function sameTime(exact: Date, shown: Date): boolean {
  const milliseconds = shown.getTime()
  const step = milliseconds % 60_000 === 0 ? 60_000 : milliseconds % 1_000 === 0 ? 1_000 : 1
  return Math.floor(exact.getTime() / step) === milliseconds / step
}

function sameFigures(deal: Deal, stored: Deal): boolean {
  if (!deal.closing || !stored.closing) return false
  return (
    deal.symbol.toLowerCase() === stored.symbol.toLowerCase() &&
    deal.side === stored.side &&
    sameTime(deal.executedAt, stored.executedAt) &&
    sameAtPrecision(deal.price, stored.price) &&
    (deal.quantityUnit !== stored.quantityUnit ||
      sameAtPrecision(deal.closing.quantity, stored.closing.quantity)) &&
    netDifference(deal, stored).lessThanOrEqualTo(NET_TOLERANCE)
  )
}

function netDifference(deal: Deal, stored: Deal): Dec {
  return (deal.closing?.net ?? ZERO).minus(stored.closing?.net ?? ZERO).abs()
}

function sameAtPrecision(exact: Dec, shown: Dec): boolean {
  return exact.toDecimalPlaces(shown.decimalPlaces()).equals(shown) || exact.equals(shown)
}
