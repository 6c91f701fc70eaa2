import { Decimal } from 'decimal.js'
import { isMissing, isSpreadsheetDamage, plainSpaces } from './plain-text'
import type { DateOrder, TimePrecision } from './types'

export type TimeFormat = 'day-month-name' | 'slashes' | 'iso' | 'dots' | 'dashes' | 'excel-serial'

const CLOCK = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?(?: ?([AaPp])\\.?[Mm]\\.?)?'

/** In the order of preference when two shapes fit equally many cells. */
const SHAPES: readonly (readonly [TimeFormat, RegExp])[] = [
  ['day-month-name', new RegExp(`^(\\d{1,2}) ([A-Za-z]{3,9})\\.? (\\d{4}),? ${CLOCK}$`)],
  ['slashes', new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{4}),? ${CLOCK}$`)],
  ['iso', new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})[ T]${CLOCK}$`)],
  ['dots', new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}),? ${CLOCK}$`)],
  ['dashes', new RegExp(`^(\\d{1,2})-(\\d{1,2})-(\\d{4}),? ${CLOCK}$`)],
  ['excel-serial', /^(\d{5})(?:[.,](\d{1,15}))?$/],
]

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const LONGEST_TIME = 48
const EARLIEST_YEAR = 1990
const LATEST_YEAR = 2100
const DAY_MS = 86_400_000
/** Spreadsheets count days from here; exact for every day after February 1900. */
const SPREADSHEET_EPOCH = Date.UTC(1899, 11, 30)

function matchShape(cell: string, format: TimeFormat): RegExpExecArray | null {
  const shape = SHAPES.find(([name]) => name === format)
  const text = plainSpaces(cell.slice(0, LONGEST_TIME)).trim()
  return shape ? shape[1].exec(text) : null
}

function formatOf(cell: string): { format: TimeFormat; match: RegExpExecArray } | null {
  const text = plainSpaces(cell.slice(0, LONGEST_TIME)).trim()
  for (const [format, shape] of SHAPES) {
    const match = shape.exec(text)
    if (match) return { format, match }
  }
  return null
}

export type TimeDecision = {
  format: TimeFormat
  order: DateOrder
  because: 'shape' | 'proof' | 'choice' | 'native' | 'unclear'
  /** A line whose date can only be read in this order. */
  proofLine: number | null
  damagedCells: number
  readableCells: number
}

export type OrdersMixed = { dayFirstLine: number; monthFirstLine: number }

const ORDERED_BY_SHAPE: Readonly<Partial<Record<TimeFormat, true>>> = {
  'day-month-name': true,
  iso: true,
  dots: true,
  'excel-serial': true,
}

/** One format and one order of day and month for all time cells of the file. */
export function decideTimeFormat(
  cells: Iterable<{ line: number; cell: string }>,
  choice: DateOrder | undefined,
): TimeDecision | OrdersMixed {
  const counts = new Map<TimeFormat, number>()
  const first = { dayFirst: 0, monthFirst: 0 }
  let damagedCells = 0
  let native = true
  for (const { line, cell } of cells) {
    if (isMissing(cell)) continue
    if (isSpreadsheetDamage(cell)) {
      damagedCells++
      continue
    }
    const found = formatOf(cell)
    if (!found) continue
    counts.set(found.format, (counts.get(found.format) ?? 0) + 1)
    if (found.format !== 'slashes' && found.format !== 'dashes') continue
    const [, one = '', two = '', , , , , fraction, half] = found.match
    if (Number(one) > 12 && first.dayFirst === 0) first.dayFirst = line
    if (Number(two) > 12 && first.monthFirst === 0) first.monthFirst = line
    const asWritten =
      found.format === 'slashes' && one.length === 2 && two.length === 2 && fraction && !half
    if (!asWritten) native = false
  }
  let format: TimeFormat = 'slashes'
  let readableCells = 0
  for (const [name] of SHAPES) {
    const count = counts.get(name) ?? 0
    if (count > readableCells) {
      format = name
      readableCells = count
    }
  }
  const base = { format, damagedCells, readableCells, proofLine: null }
  if (ORDERED_BY_SHAPE[format]) return { ...base, order: 'day-first', because: 'shape' }
  if (first.dayFirst > 0 && first.monthFirst > 0) {
    return { dayFirstLine: first.dayFirst, monthFirstLine: first.monthFirst }
  }
  if (first.dayFirst > 0) {
    return { ...base, order: 'day-first', because: 'proof', proofLine: first.dayFirst }
  }
  if (first.monthFirst > 0) {
    return { ...base, order: 'month-first', because: 'proof', proofLine: first.monthFirst }
  }
  if (choice) return { ...base, order: choice, because: 'choice' }
  return { ...base, order: 'day-first', because: native ? 'native' : 'unclear' }
}

export type TimeReading =
  | { kind: 'time'; at: Date; precision: TimePrecision }
  | { kind: 'missing' }
  | { kind: 'problem'; code: 'time-not-read' | 'no-such-date' | 'spreadsheet-damage' }

function hour24(hour: number, half: string | undefined): number | null {
  if (!half) return hour <= 23 ? hour : null
  if (hour < 1 || hour > 12) return null
  const past = hour % 12
  return half.toLowerCase() === 'p' ? past + 12 : past
}

function dateParts(
  match: RegExpExecArray,
  format: TimeFormat,
  order: DateOrder,
): { year: number; month: number; day: number } {
  const [, one = '', two = '', three = ''] = match
  if (format === 'iso') return { year: Number(one), month: Number(two), day: Number(three) }
  if (format === 'day-month-name') {
    const month = MONTHS.indexOf(two.slice(0, 3).toLowerCase()) + 1
    return { year: Number(three), month, day: Number(one) }
  }
  const [day, month] = order === 'day-first' ? [one, two] : [two, one]
  return { year: Number(three), month: Number(month), day: Number(day) }
}

/** A written wall-clock time to the instant it names, given the offset it is written in. */
export function readTime(
  cell: string,
  format: TimeFormat,
  order: DateOrder,
  offsetMinutes: number,
): TimeReading {
  if (isMissing(cell)) return { kind: 'missing' }
  if (isSpreadsheetDamage(cell)) return { kind: 'problem', code: 'spreadsheet-damage' }
  const match = cell.length > LONGEST_TIME ? null : matchShape(cell, format)
  if (!match) return { kind: 'problem', code: 'time-not-read' }
  if (format === 'excel-serial') return readSerial(match, offsetMinutes)
  const { year, month, day } = dateParts(match, format, order)
  const [, , , , hourText = '', minuteText = '', secondText, fraction, half] = match
  const hour = hour24(Number(hourText), half)
  const minute = Number(minuteText)
  const second = Number(secondText ?? 0)
  const millisecond = Number((fraction ?? '').padEnd(3, '0').slice(0, 3))
  if (hour === null || minute > 59 || second > 59 || year < EARLIEST_YEAR || year > LATEST_YEAR) {
    return { kind: 'problem', code: 'no-such-date' }
  }
  const wall = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond))
  if (wall.getUTCMonth() !== month - 1 || wall.getUTCDate() !== day) {
    return { kind: 'problem', code: 'no-such-date' }
  }
  const precision = fraction ? 'millisecond' : secondText ? 'second' : 'minute'
  return { kind: 'time', at: new Date(wall.getTime() - offsetMinutes * 60_000), precision }
}

function readSerial(match: RegExpExecArray, offsetMinutes: number): TimeReading {
  const [, days = '', fraction] = match
  // Decimal, because a binary fraction of a day is off by a millisecond now and then.
  const ms = new Decimal(`${days}.${fraction ?? '0'}`).times(DAY_MS).round().toNumber()
  const at = new Date(SPREADSHEET_EPOCH + ms - offsetMinutes * 60_000)
  if (at.getUTCFullYear() < EARLIEST_YEAR || at.getUTCFullYear() > LATEST_YEAR) {
    return { kind: 'problem', code: 'no-such-date' }
  }
  const precision = (fraction?.length ?? 0) >= 8 ? 'millisecond' : 'second'
  return { kind: 'time', at, precision }
}
