import { Dec } from '@/lib/domain/decimal'

/**
 * A decimal number as exact text, written in one way only: `-1234.5`; no exponent, no needless
 * zeros, zero is `0`. Rows are read by the million, and most figures are only stored: a Decimal is
 * made where one is calculated with.
 */
export type Exact = string

const POINT = 46
const MINUS = 45
const ZERO = 48

/** From digits with at most one point, as `007.50`. */
export function exactOf(digits: string, negative: boolean): Exact {
  let end = digits.length
  if (digits.includes('.')) {
    while (digits.charCodeAt(end - 1) === ZERO) end--
    if (digits.charCodeAt(end - 1) === POINT) end--
  }
  let start = 0
  while (start < end - 1 && digits.charCodeAt(start) === ZERO) {
    if (digits.charCodeAt(start + 1) === POINT) break
    start++
  }
  const text = start === 0 && end === digits.length ? digits : digits.slice(start, end)
  return negative && text !== '0' ? `-${text}` : text
}

/** With as many digits after the point as the file wrote. */
export function asWritten(value: Exact, decimals: number): string {
  const point = value.indexOf('.')
  const missing = decimals - (point < 0 ? 0 : value.length - point - 1)
  if (missing < 0) return new Dec(value).toFixed(decimals)
  if (missing === 0) return value
  return value + (point < 0 ? '.' : '') + '0'.repeat(missing)
}

/** Beyond this a double no longer tells a thousandth. */
const DOUBLES_ARE_FINE_BELOW = 1e9
/** Doubles below that are off by less. */
const DOUBLE_ERROR = 1e-5

/** Whether the first differs from the sum of the others by no more than `tolerance`. */
export function addsUp(total: Exact, parts: readonly Exact[], tolerance: number): boolean {
  let difference = Number(total)
  let largest = Math.abs(difference)
  for (const part of parts) {
    const value = Number(part)
    largest = Math.max(largest, Math.abs(value))
    difference -= value
  }
  const size = Math.abs(difference)
  // Doubles decide where they cannot be wrong, exact numbers where it is close.
  if (largest < DOUBLES_ARE_FINE_BELOW && Math.abs(size - tolerance) > DOUBLE_ERROR) {
    return size < tolerance
  }
  let exact = new Dec(total)
  for (const part of parts) exact = exact.minus(part)
  return exact.abs().lte(tolerance)
}

const MOST_DIGITS_OF_DOUBLES = 15
const POWERS = Array.from({ length: MOST_DIGITS_OF_DOUBLES + 1 }, (_, power) => 10 ** power)

/** As `Number`, several times faster for the short numbers there are by the million. */
export function toDouble(value: Exact): number {
  const start = value.charCodeAt(0) === MINUS ? 1 : 0
  if (value.length - start > MOST_DIGITS_OF_DOUBLES) return Number(value)
  let digits = 0
  let point = value.length
  for (let at = start; at < value.length; at++) {
    const code = value.charCodeAt(at)
    if (code === POINT) point = at + 1
    else digits = digits * 10 + code - ZERO
  }
  // Both are exact, so the quotient is the double that is nearest.
  const size = digits / (POWERS[value.length - point] ?? 1)
  return start === 1 ? -size : size
}

/** Below zero when the first is the smaller, zero when they are equal. */
export function compareExact(one: Exact, two: Exact): number {
  if (one === two) return 0
  // With equally many digits before the point the first that differs decides, as in texts.
  if (wholeDigits(one) === wholeDigits(two)) return one < two ? -1 : 1
  return Number(one) - Number(two) || new Dec(one).cmp(two)
}

/** Not a number for what is below zero: there the order of texts is another. */
function wholeDigits(value: Exact): number {
  if (value.charCodeAt(0) === MINUS) return Number.NaN
  const point = value.indexOf('.')
  return point < 0 ? value.length : point
}

const MILLIONTH = 1e6
const SAFE_UNITS = 1e15

/** A sum of many exact numbers: whole millionths where they suffice, Decimal for what is finer or huge. */
export class ExactSum {
  private millionths = 0
  private rest = new Dec(0)

  add(value: Exact): void {
    const point = value.indexOf('.')
    const decimals = point < 0 ? 0 : value.length - point - 1
    const units = Math.round(toDouble(value) * MILLIONTH)
    if (decimals > 6 || Math.abs(units) >= SAFE_UNITS) {
      this.rest = this.rest.plus(value)
      return
    }
    this.millionths += units
    if (Math.abs(this.millionths) >= SAFE_UNITS) this.settle()
  }

  private settle(): void {
    this.rest = this.rest.plus(new Dec(this.millionths).div(MILLIONTH))
    this.millionths = 0
  }

  addSum(other: ExactSum): void {
    this.rest = this.rest.plus(other.total())
  }

  total(): Dec {
    this.settle()
    return this.rest
  }
}
