import { Decimal } from 'decimal.js'

/** Rounds an amount half away from zero to whole minor units of 10^-digits. */
export function toMinorUnits(amount: Decimal, digits: number): bigint {
  return BigInt(amount.times(Decimal.pow(10, digits)).toFixed(0, Decimal.ROUND_HALF_UP))
}

/** 123456n with 2 digits is "1234.56". */
export function formatMoney(minorUnits: bigint, digits: number): string {
  const sign = minorUnits < 0n ? '-' : ''
  const figures = String(absolute(minorUnits)).padStart(digits + 1, '0')
  if (digits === 0) return sign + figures
  return `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`
}

/** "1234.56" with 2 digits is 123456n; undefined when it has more places or is no number. */
export function parseDecimal(text: string, digits: number): bigint | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined
  const scaled = new Decimal(text).times(Decimal.pow(10, digits))
  return scaled.isInteger() ? BigInt(scaled.toFixed(0)) : undefined
}

export function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}

/** Math.min for bigint. */
export function lesser(one: bigint, other: bigint): bigint {
  if (one < other) return one
  return other
}

/** The part of `pool` that belongs to `part` of `whole`; asking for the whole gives all of it. */
export function shareOf(pool: bigint, part: bigint, whole: bigint): bigint {
  return part === whole ? pool : (pool * part) / whole
}

/** Volumes are counted in cents of a unit. */
export function unitsOf(volume: bigint): Decimal {
  return new Decimal(volume.toString()).div(100)
}
