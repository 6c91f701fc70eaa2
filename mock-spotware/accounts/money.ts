import { Decimal } from 'decimal.js'

/** The largest amount anybody may write down, in minor units: more than any account ever needs. */
export const MOST_MINOR_UNITS = 10n ** 13n
/** How far amounts may take a balance. Numbers are exact up to here, and the wire has 64 bits. */
export const MOST_BALANCE = 10n ** 15n
/** The largest volume anybody may write down, in cents of a unit. */
export const MOST_VOLUME = 10n ** 12n

/** An amount would take a balance further than balances go. */
export class BalanceTooLarge extends RangeError {}

/** Throws BalanceTooLarge unless a balance may become this; on its way back to zero it always may. */
export function requireRoom(balance: bigint, next: bigint): void {
  const size = absolute(next)
  if (size <= MOST_BALANCE || size <= absolute(balance)) return
  throw new BalanceTooLarge('a balance of the account would become too large')
}

const powersOfTen: Decimal[] = []

/** Remembered, because every amount of every history is scaled by one. */
function powerOfTen(exponent: number): Decimal {
  const known = powersOfTen[exponent] ?? Decimal.pow(10, exponent)
  powersOfTen[exponent] = known
  return known
}

/** Rounds an amount half away from zero to whole minor units of 10^-digits. */
export function toMinorUnits(amount: Decimal, digits: number): bigint {
  return BigInt(amount.times(powerOfTen(digits)).toFixed(0, Decimal.ROUND_HALF_UP))
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
  // nearly all are whole units, and there are very many
  if (volume % 100n === 0n) return new Decimal((volume / 100n).toString())
  return new Decimal(volume.toString()).div(100)
}
