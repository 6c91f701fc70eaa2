import type { Decimal } from 'decimal.js'

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `+1,234.50`, `−15.00`: the sign always shown, two decimals, grouped. */
export function signedAmount(amount: Decimal): string {
  const rounded = amount.toDecimalPlaces(2)
  const [whole = '0', cents] = rounded.abs().toFixed(2).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const sign = rounded.isNegative() && !rounded.isZero() ? '−' : '+'
  return `${sign}${grouped}.${cents}`
}

/** `14 Jul 2026 10:40 UTC`. */
export function momentInUtc(at: Date): string {
  const time = at.toISOString().slice(11, 16)
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()} ${time} UTC`
}
