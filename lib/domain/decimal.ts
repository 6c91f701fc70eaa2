import { Decimal } from 'decimal.js'

// One copy with enough digits for sums of 28,8 amounts; the global default of 20 would round them.
export const Dec = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN })
export type Dec = Decimal

export const ZERO = new Dec(0)

export function sum(values: Iterable<Decimal>): Decimal {
  let total: Decimal = ZERO
  for (const value of values) total = total.plus(value)
  return total
}

/** The sum, or null when one of the values is missing: nothing is computed from a missing input. */
export function sumIfAll(values: (Decimal | null)[]): Decimal | null {
  let total: Decimal = ZERO
  for (const value of values) {
    if (value === null) return null
    total = total.plus(value)
  }
  return total
}
