import { Decimal } from 'decimal.js'
import { unescaped } from './read-parts'

/** What is needed to say in words what a cell shows. */
export type CellRules = {
  shared: readonly string[]
  dateStyles: readonly boolean[]
  date1904: boolean
}

export const SHIFT_OF_1904 = 1462
const DAY_MS = 86_400_000
/** Spreadsheets count days from here; exact for every day after February 1900. */
const EPOCH = Date.UTC(1899, 11, 30)
const LAST_DAY = 100_000
/** As many digits as a spreadsheet shows; what a double has beyond them is noise. */
const SHOWN_DIGITS = 15

/** Few enough digits to have no noise, and none that is not needed. */
const SHORT_NUMBER = /^-?(?:0|[1-9]\d{0,8})(?:\.\d{0,5}[1-9])?$/

/** A cell as text: numbers without exponent, moments as `2026-07-14 09:15:42.118`. */
export function cellText(
  type: string | null,
  style: number,
  raw: string,
  rules: CellRules,
): string {
  switch (type) {
    case 's':
      return rules.shared[Number(raw)] ?? ''
    case 'str':
    case 'inlineStr':
      return unescaped(raw)
    case 'b':
      return raw === '1' ? 'TRUE' : 'FALSE'
    case 'e':
      return raw
    case 'd':
      return raw.replace('T', ' ')
  }
  // Most numbers are written as they are shown.
  if (SHORT_NUMBER.test(raw) && !rules.dateStyles[style]) return raw
  const number = raw.trim() === '' ? Number.NaN : Number(raw)
  if (!Number.isFinite(number)) return raw
  if (rules.dateStyles[style]) return momentText(number, rules.date1904) ?? numberText(number)
  return numberText(number)
}

function numberText(number: number): string {
  if (Number.isSafeInteger(number)) return String(number)
  const text = String(Number(number.toPrecision(SHOWN_DIGITS)))
  return text.includes('e') ? new Decimal(text).toFixed() : text
}

/** Null for a time of day without a day. */
function momentText(serial: number, date1904: boolean): string | null {
  const days = serial + (date1904 ? SHIFT_OF_1904 : 0)
  if (days < 1 || days > LAST_DAY) return null
  const whole = Math.floor(days)
  const ms = Math.round((days - whole) * DAY_MS)
  const text = new Date(EPOCH + whole * DAY_MS + ms).toISOString()
  const clock = text.endsWith('.000Z') ? text.slice(11, 19) : text.slice(11, 23)
  return `${text.slice(0, 10)} ${clock}`
}
