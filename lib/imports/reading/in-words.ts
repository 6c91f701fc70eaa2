import type { Decimal } from 'decimal.js'

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const LONG_MONTHS =
  'January February March April May June July August September October November December'.split(' ')

/** `1,234.50`, `−15.00`: two decimals, grouped, a sign only below zero. */
export function plainAmount(amount: Decimal): string {
  const rounded = amount.toDecimalPlaces(2)
  const [whole = '0', cents] = rounded.abs().toFixed(2).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${rounded.isNegative() && !rounded.isZero() ? '−' : ''}${grouped}.${cents}`
}

/** As `plainAmount`, with a plus above zero. */
export function signedAmount(amount: Decimal): string {
  const text = plainAmount(amount)
  return text.startsWith('−') ? text : `+${text}`
}

/** `14 Jul 2026 10:40 UTC`. */
export function momentInUtc(at: Date): string {
  const time = at.toISOString().slice(11, 16)
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()} ${time} UTC`
}

/** `14 July 10:40`: as the file shows it; the year where the file covers several. */
export function momentOfFile(at: Date, utcOffsetMinutes: number, withoutYear: boolean): string {
  const wall = new Date(at.getTime() + utcOffsetMinutes * 60_000)
  const year = withoutYear ? '' : ` ${wall.getUTCFullYear()}`
  const time = wall.toISOString().slice(11, 16)
  return `${wall.getUTCDate()} ${LONG_MONTHS[wall.getUTCMonth()]}${year} ${time}`
}
