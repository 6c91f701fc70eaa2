import { Decimal } from 'decimal.js'
import { comparable } from './headers/language'
import { LANGUAGES } from './headers/languages'
import { isMissing, isSpreadsheetDamage, plainSpaces } from './plain-text'
import type { DateOrder, TimePrecision } from './types'

export type TimeFormat =
  | 'day-month-name'
  | 'slashes'
  | 'year-first'
  | 'with-offset'
  | 'dots'
  | 'dashes'
  | 'excel-serial'

const CLOCK = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?(?: ?([AaPp])\\.?[Mm]\\.?)?'
const YEAR_FIRST = `^(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})[ T]${CLOCK}`

/** In the order of preference when two shapes fit equally many cells. */
const SHAPES: readonly (readonly [TimeFormat, RegExp])[] = [
  ['day-month-name', new RegExp(`^(\\d{1,2}) (\\p{L}{3,10})\\.? (\\d{4}),? ${CLOCK}$`, 'u')],
  ['slashes', new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{4}),? ${CLOCK}$`)],
  ['year-first', new RegExp(`${YEAR_FIRST}$`)],
  ['with-offset', new RegExp(`${YEAR_FIRST} ?(Z|[+-]\\d{2}:?\\d{2})$`)],
  ['dots', new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}),? ${CLOCK}$`)],
  ['dashes', new RegExp(`^(\\d{1,2})-(\\d{1,2})-(\\d{4}),? ${CLOCK}$`)],
  ['excel-serial', /^(\d{5})(?:[.,](\d{1,15}))?$/],
]

const LONGEST_TIME = 48
const EARLIEST_YEAR = 1990
const LATEST_YEAR = 2100
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Spreadsheets count days from here; exact for every day after February 1900. */
const SPREADSHEET_EPOCH = Date.UTC(1899, 11, 30)

function formatOf(cell: string): { format: TimeFormat; match: RegExpExecArray } | null {
  const text = plainSpaces(cell.slice(0, LONGEST_TIME)).trim()
  for (const [format, shape] of SHAPES) {
    const match = shape.exec(text)
    if (match) return { format, match }
  }
  return null
}

/** What the time cells of one column say about how the file writes dates. */
export class TimeEvidence {
  readonly counts = new Map<TimeFormat, number>()
  readonly firstLines = new Map<TimeFormat, number>()
  damagedCells = 0
  dayFirstLine = 0
  monthFirstLine = 0
  /** Every cell is written as cTrader writes it. */
  native = true
  private nativeCells = 0
  private namedCells = 0

  add(line: number, cell: string): void {
    if (isNative(cell)) {
      if (this.nativeCells++ === 0) this.firstLines.set('slashes', line)
      this.addOrder(line, digits(cell, 0, 2), digits(cell, 3, 2))
      return
    }
    if (isNamed(cell)) {
      if (this.namedCells++ === 0) this.firstLines.set('day-month-name', line)
      return
    }
    if (isMissing(cell)) return
    if (isSpreadsheetDamage(cell)) {
      this.damagedCells++
      return
    }
    const found = formatOf(cell)
    if (!found) return
    const { format, match } = found
    this.counts.set(format, (this.counts.get(format) ?? 0) + 1)
    if (!this.firstLines.has(format)) this.firstLines.set(format, line)
    if (format !== 'slashes' && format !== 'dashes') return
    this.addOrder(line, Number(match[1]), Number(match[2]))
    this.native = false
  }

  /** As `add`, for characters written as cTrader writes a time; false for any others, which say nothing then. */
  addPlain(line: number, codes: Uint16Array, start: number, end: number): boolean {
    if (fitsAt(codes, start, end, NATIVE)) {
      if (this.nativeCells++ === 0) this.firstLines.set('slashes', line)
      this.addOrder(line, digitsAt(codes, start, 2), digitsAt(codes, start + 3, 2))
      return true
    }
    if (!fitsAt(codes, start, end, NAMED)) return false
    if (this.namedCells++ === 0) this.firstLines.set('day-month-name', line)
    return true
  }

  private addOrder(line: number, one: number, two: number): void {
    if (one > 12 && this.dayFirstLine === 0) this.dayFirstLine = line
    if (two > 12 && this.monthFirstLine === 0) this.monthFirstLine = line
  }

  countOf(format: TimeFormat): number {
    const quickly = { slashes: this.nativeCells, 'day-month-name': this.namedCells }
    return (this.counts.get(format) ?? 0) + (quickly[format as keyof typeof quickly] ?? 0)
  }
}

export type TimeDecision = {
  format: TimeFormat
  order: DateOrder
  because: 'shape' | 'proof' | 'choice' | 'native' | 'unclear'
  /** A line whose date can only be read in this order. */
  proofLine: number | null
  damagedCells: number
  readableCells: number
  /** The first line of another format, where there is one. */
  otherFormatLine: number | null
}

export type OrdersMixed = { dayFirstLine: number; monthFirstLine: number }

const HAS_NO_ORDER: ReadonlySet<TimeFormat> = new Set<TimeFormat>([
  'day-month-name',
  'year-first',
  'with-offset',
  'dots',
  'excel-serial',
])

const firstOf = (lines: readonly number[]) => Math.min(...lines.filter((line) => line > 0))

/** One format and one order of day and month for all time cells of the file. */
export function decideTimeFormat(
  evidence: readonly TimeEvidence[],
  choice: DateOrder | undefined,
): TimeDecision | OrdersMixed {
  let format: TimeFormat = 'slashes'
  let readableCells = 0
  for (const [name] of SHAPES) {
    const count = evidence.reduce((sum, one) => sum + one.countOf(name), 0)
    if (count > readableCells) {
      format = name
      readableCells = count
    }
  }
  const others = evidence.flatMap(({ firstLines }) =>
    [...firstLines].flatMap(([name, line]) => (name === format ? [] : [line])),
  )
  const base = {
    format,
    readableCells,
    damagedCells: evidence.reduce((sum, one) => sum + one.damagedCells, 0),
    proofLine: null,
    otherFormatLine: others.length > 0 ? firstOf(others) : null,
  }
  if (HAS_NO_ORDER.has(format)) return { ...base, order: 'day-first', because: 'shape' }
  const dayFirst = firstOf(evidence.map(({ dayFirstLine }) => dayFirstLine))
  const monthFirst = firstOf(evidence.map(({ monthFirstLine }) => monthFirstLine))
  if (Number.isFinite(dayFirst) && Number.isFinite(monthFirst)) {
    return { dayFirstLine: dayFirst, monthFirstLine: monthFirst }
  }
  if (Number.isFinite(dayFirst)) {
    return { ...base, order: 'day-first', because: 'proof', proofLine: dayFirst }
  }
  if (Number.isFinite(monthFirst)) {
    return { ...base, order: 'month-first', because: 'proof', proofLine: monthFirst }
  }
  if (choice) return { ...base, order: choice, because: 'choice' }
  const native = evidence.every((one) => one.native)
  return { ...base, order: 'day-first', because: native ? 'native' : 'unclear' }
}

export type TimeReading =
  | { kind: 'time'; at: Date; precision: TimePrecision }
  | { kind: 'missing' }
  | { kind: 'problem'; code: 'time-not-read' | 'no-such-date' | 'spreadsheet-damage' }

const NO_SUCH_DATE = { kind: 'problem', code: 'no-such-date' } as const
const NOT_READ = { kind: 'problem', code: 'time-not-read' } as const

export type TimeRules = {
  format: TimeFormat
  order: DateOrder
  /** Minutes east of UTC of times that do not say it themselves. */
  offsetMinutes: number
  /** Days by which a workbook's own calendar is later than the usual one. */
  serialShiftDays: number
}

/** A written wall-clock time to the instant it names. */
export function readTime(cell: string, rules: TimeRules): TimeReading {
  if (rules.format === 'slashes' && isNative(cell)) return readNative(cell, rules)
  if (rules.format === 'day-month-name' && isNamed(cell)) return readNamed(cell, rules)
  if (isMissing(cell)) return { kind: 'missing' }
  if (isSpreadsheetDamage(cell)) return { kind: 'problem', code: 'spreadsheet-damage' }
  if (cell.length > LONGEST_TIME) return NOT_READ
  const shape = SHAPES.find(([name]) => name === rules.format)?.[1]
  const match = shape?.exec(plainSpaces(cell).trim())
  if (!match) return NOT_READ
  if (rules.format === 'excel-serial') return readSerial(match, rules)
  const { year, month, day } = dateParts(match, rules)
  const [, , , , hourText = '', minuteText = '', secondText, fraction, half, ownOffset] = match
  const hour = hour24(Number(hourText), half)
  if (hour === null) return NO_SUCH_DATE
  const ms = Number((fraction ?? '').padEnd(3, '0').slice(0, 3))
  const clock = clockMs(hour, Number(minuteText), Number(secondText ?? 0), ms)
  const precision = fraction ? 'millisecond' : secondText ? 'second' : 'minute'
  const offset = ownOffset === undefined ? rules.offsetMinutes : offsetOf(ownOffset)
  return instant(year, month, day, clock, offset, precision)
}

const DIGIT = 0
const LETTER = 1
const NATIVE = layout('00/00/0000 00:00:00.000')
const NAMED = layout('00 aaa 0000 00:00:00.000')

/** What each character of a fixed layout is: a digit, a letter, or exactly this one. */
function layout(pattern: string): Uint8Array {
  return Uint8Array.from(pattern, (character) =>
    character === '0' ? DIGIT : character === 'a' ? LETTER : character.charCodeAt(0),
  )
}

function fitsAt(codes: Uint16Array, start: number, end: number, wanted: Uint8Array): boolean {
  if (end - start !== wanted.length) return false
  for (let at = 0; at < wanted.length; at++) {
    const code = codes[start + at] ?? 0
    const kind = wanted[at]
    if (kind === DIGIT) {
      if (code < 48 || code > 57) return false
    } else if (kind === LETTER) {
      if ((code | 32) < 97 || (code | 32) > 122) return false
    } else if (code !== kind) return false
  }
  return true
}

/** A single cell as characters; the longest layout has 24. */
const alone = new Uint16Array(24)

function fits(cell: string, wanted: Uint8Array): boolean {
  if (cell.length !== wanted.length) return false
  for (let at = 0; at < cell.length; at++) alone[at] = cell.charCodeAt(at)
  return fitsAt(alone, 0, cell.length, wanted)
}

/** Exactly `14/07/2026 09:15:42.118`, as nearly every cell of nearly every export. */
const isNative = (cell: string) => fits(cell, NATIVE)
/** Exactly `14 Jul 2026 09:15:42.118`, as statements write it. */
const isNamed = (cell: string) => fits(cell, NAMED)

function digits(cell: string, from: number, count: number): number {
  let value = 0
  for (let at = from; at < from + count; at++) value = value * 10 + cell.charCodeAt(at) - 48
  return value
}

function digitsAt(codes: Uint16Array, from: number, count: number): number {
  let value = 0
  for (let at = from; at < from + count; at++) value = value * 10 + (codes[at] ?? 0) - 48
  return value
}

/**
 * As `readTime`, of characters written as cTrader writes a time: milliseconds since 1970; -1 for any
 * others, and for a time that does not exist.
 */
export function plainTime(
  codes: Uint16Array,
  start: number,
  end: number,
  { format, order, offsetMinutes }: TimeRules,
): number {
  let day: number
  let month: number
  let year: number
  let clock: number
  if (format === 'slashes' && fitsAt(codes, start, end, NATIVE)) {
    const one = digitsAt(codes, start, 2)
    const two = digitsAt(codes, start + 3, 2)
    day = order === 'day-first' ? one : two
    month = order === 'day-first' ? two : one
    year = digitsAt(codes, start + 6, 4)
    clock = start + 11
  } else if (format === 'day-month-name' && fitsAt(codes, start, end, NAMED)) {
    day = digitsAt(codes, start, 2)
    month = monthAt(codes, start + 3)
    year = digitsAt(codes, start + 7, 4)
    clock = start + 12
  } else return -1
  const hour = digitsAt(codes, clock, 2)
  const minute = digitsAt(codes, clock + 3, 2)
  const second = digitsAt(codes, clock + 6, 2)
  if (hour > 23 || minute > 59 || second > 59 || month < 1 || month > 12) return -1
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || day < 1 || day > daysIn(year, month)) return -1
  const time = hour * 3_600_000 + minute * MINUTE_MS + second * 1000 + digitsAt(codes, clock + 9, 3)
  return startOfDay(year, month, day) + time - offsetMinutes * MINUTE_MS
}

/** Rows of one day follow each other, and `Date.UTC` is what would take longest. */
let lastDay = -1
let lastDayStart = 0

function startOfDay(year: number, month: number, day: number): number {
  const key = (year * 16 + month) * 32 + day
  if (key !== lastDay) {
    lastDay = key
    lastDayStart = Date.UTC(year, month - 1, day)
  }
  return lastDayStart
}

let lastMonthName = -1
let lastMonth = 0

/** From 1, of the three letters from here; 0 when no language has such a month. */
function monthAt(codes: Uint16Array, start: number): number {
  const [one = 0, two = 0, three = 0] = [codes[start], codes[start + 1], codes[start + 2]]
  const key = (one * 128 + two) * 128 + three
  if (key !== lastMonthName) {
    lastMonth = monthOf(String.fromCharCode(one, two, three))
    lastMonthName = key
  }
  return lastMonth
}

function readNative(cell: string, { order, offsetMinutes }: TimeRules): TimeReading {
  const one = digits(cell, 0, 2)
  const two = digits(cell, 3, 2)
  const year = digits(cell, 6, 4)
  return order === 'day-first'
    ? instant(year, two, one, clockAt(cell, 11), offsetMinutes, 'millisecond')
    : instant(year, one, two, clockAt(cell, 11), offsetMinutes, 'millisecond')
}

function readNamed(cell: string, { offsetMinutes }: TimeRules): TimeReading {
  const month = monthOf(cell.slice(3, 6))
  const year = digits(cell, 7, 4)
  return instant(year, month, digits(cell, 0, 2), clockAt(cell, 12), offsetMinutes, 'millisecond')
}

/** `09:15:42.118` from here; null for a time that does not exist. */
function clockAt(cell: string, from: number): number | null {
  const hour = digits(cell, from, 2)
  if (hour > 23) return null
  return clockMs(
    hour,
    digits(cell, from + 3, 2),
    digits(cell, from + 6, 2),
    digits(cell, from + 9, 3),
  )
}

/** Null for a minute or second that does not exist. */
function clockMs(hour: number, minute: number, second: number, ms: number): number | null {
  if (minute > 59 || second > 59) return null
  return hour * 3_600_000 + minute * MINUTE_MS + second * 1000 + ms
}

function instant(
  year: number,
  month: number,
  day: number,
  clock: number | null,
  offsetMinutes: number,
  precision: TimePrecision,
): TimeReading {
  if (clock === null || month < 1 || month > 12) return NO_SUCH_DATE
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return NO_SUCH_DATE
  if (day < 1 || day > daysIn(year, month)) return NO_SUCH_DATE
  const at = new Date(Date.UTC(year, month - 1, day) + clock - offsetMinutes * MINUTE_MS)
  return { kind: 'time', at, precision }
}

const LONG_MONTHS: ReadonlySet<number> = new Set([1, 3, 5, 7, 8, 10, 12])

function daysIn(year: number, month: number): number {
  if (month !== 2) return LONG_MONTHS.has(month) ? 31 : 30
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

function hour24(hour: number, half: string | undefined): number | null {
  if (!half) return hour <= 23 ? hour : null
  if (hour < 1 || hour > 12) return null
  const past = hour % 12
  return half.toLowerCase() === 'p' ? past + 12 : past
}

function dateParts(
  match: RegExpExecArray,
  { format, order }: TimeRules,
): { year: number; month: number; day: number } {
  const [, one = '', two = '', three = ''] = match
  if (format === 'year-first' || format === 'with-offset') {
    return { year: Number(one), month: Number(two), day: Number(three) }
  }
  if (format === 'day-month-name') {
    return { year: Number(three), month: monthOf(two), day: Number(one) }
  }
  const [day, month] = order === 'day-first' ? [one, two] : [two, one]
  return { year: Number(three), month: Number(month), day: Number(day) }
}

const monthsByName = new Map<string, number>()

/** From 1; 0 when no language has such a month. */
function monthOf(name: string): number {
  const known = monthsByName.get(name)
  if (known !== undefined) return known
  const word = comparable(name)
  const found = LANGUAGES.map(({ months }) => months.findIndex((month) => word.startsWith(month)))
  const month = (found.find((index) => index >= 0) ?? -1) + 1
  if (month > 0) monthsByName.set(name, month)
  return month
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))
  return text.startsWith('-') ? -minutes : minutes
}

function readSerial(match: RegExpExecArray, rules: TimeRules): TimeReading {
  const [, days = '', fraction] = match
  // Decimal, because a binary fraction of a day is off by a millisecond now and then.
  const ms = new Decimal(`${days}.${fraction ?? '0'}`)
    .plus(rules.serialShiftDays)
    .times(DAY_MS)
    .round()
    .toNumber()
  const at = new Date(SPREADSHEET_EPOCH + ms - rules.offsetMinutes * MINUTE_MS)
  if (at.getUTCFullYear() < EARLIEST_YEAR || at.getUTCFullYear() > LATEST_YEAR) return NO_SUCH_DATE
  const precision = (fraction?.length ?? 0) >= 8 ? 'millisecond' : 'second'
  return { kind: 'time', at, precision }
}

export function looksLikeTime(cell: string): boolean {
  const format = formatOf(cell)?.format
  return format !== undefined && format !== 'excel-serial'
}
