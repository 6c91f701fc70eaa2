import { type Dec, sum } from '@/lib/domain/decimal'

/** @throws RangeError without values */
export function mean(values: Dec[]): Dec {
  if (values.length === 0) throw new RangeError('The mean of nothing')
  return sum(values).dividedBy(values.length)
}

/** @throws TypeError without values */
export function largest(values: Dec[]): Dec {
  return values.reduce((most, value) => (value.gt(most) ? value : most))
}

/** @throws TypeError without values */
export function smallest(values: Dec[]): Dec {
  return values.reduce((least, value) => (value.lt(least) ? value : least))
}

/** Standard deviation of a sample: squares over n − 1; null under two values. */
export function sampleDeviation(values: Dec[]): Dec | null {
  if (values.length < 2) return null
  const middle = mean(values)
  const squares = sum(values.map((value) => value.minus(middle).pow(2)))
  return squares.dividedBy(values.length - 1).sqrt()
}

/** @throws RangeError without values */
export function median(values: Dec[]): Dec {
  const sorted = [...values].sort((a, b) => a.comparedTo(b))
  const half = sorted.length / 2
  return mean(sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1))
}

/**
 * Linear interpolation between the two nearest ranks (type 7 of Hyndman and Fan 1996).
 * @param sorted ascending, at least one
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const rank = (sorted.length - 1) * share
  const below = sorted[Math.floor(rank)] as number
  const above = sorted[Math.ceil(rank)] as number
  return below + (above - below) * (rank - Math.floor(rank))
}
