import { Dec } from '@/lib/domain/decimal'
import { checkRow } from './check-row'
import type { ChosenColumns, NetSum } from './choose-columns'
import type { FileRecord } from './containers/table'
import type { Exact } from './exact'
import type { DealField } from './headers/fields'
import { isMissing, plainSpaces, shown } from './plain-text'
import { opposite, readDirection } from './read-direction'
import { readId } from './read-id'
import { type MarkOfFile, readNumber } from './read-number'
import { readQuantity } from './read-quantity'
import { readTime, type TimeRules } from './read-time'
import type { Direction, ImportedDeal, ProblemCode, RowProblem, RowResult } from './types'

/** Everything decided for the whole file before the first row is read. */
export type Reading = {
  columns: ChosenColumns
  /** How many cells a row may have. */
  width: number
  times: TimeRules
  decimalMark: MarkOfFile
  netSum: NetSum | null
  currency: string | null
  /** A workbook forgets zeros at the end: all prices are as fine as the finest. */
  priceDecimals: number
  /** `lots` for a quantity column, `units` where only a volume column exists. */
  unitWhenNoneWritten: string
}

const LONGEST_SYMBOL = 64
const LONGEST_TEXT = 500
const PLAIN_WORDS = /^[!-~](?:[ -~]{0,98}[!-~])?$/
const PLAIN_SYMBOL = /^[A-Za-z0-9]{2,20}$/

const EXPECTED: Readonly<Record<ProblemCode, string>> = {
  'cell-missing': 'a value',
  'opening-time-missing': 'an opening time; the trade is imported without holding time',
  'time-not-read': 'a date and time written like the others in this file',
  'no-such-date': 'a real date',
  'number-not-read': 'a number',
  'number-out-of-range': 'a number of ordinary size',
  'decimal-mark-unclear': 'a number with a clear decimal mark; this file uses both . and ,',
  'other-currency': 'the currency of the other amounts in this column',
  'quantity-not-read': 'a quantity such as 0.10 Lots',
  'quantity-not-positive': 'a quantity above zero',
  'not-in-lots': 'lots; the quantity is kept in its own unit',
  'direction-not-read': 'Buy or Sell',
  'directions-agree': 'opening and closing directions that differ',
  'symbol-not-read': 'the name of a symbol',
  'id-not-read': 'an id made of digits',
  'deal-id-repeated': 'each deal id once; an earlier row has it with other figures',
  'spreadsheet-damage': 'the value cTrader exported; a spreadsheet has changed this one',
  'quote-not-closed': 'quotes in pairs on this line',
  'too-many-cells': 'no more cells than there are headers',
  'row-too-short': 'a whole row; this line seems to be cut off',
  'row-too-long': 'a row of ordinary length; this one is longer than a file of trades has',
  'closed-before-opened': 'a closing time that is not before the opening time',
  'net-does-not-add-up': 'gross, swap and commission that add up to net',
  'result-against-price': 'a result that agrees with the way the price went',
}

export function problem(
  line: number,
  column: string | null,
  found: string,
  code: ProblemCode,
): RowProblem {
  return { line, column, found: shown(found), expected: EXPECTED[code], code }
}

/** Collects what is wrong with one row, so that all of it can be said at once. */
class RowReader {
  readonly problems: RowProblem[] = []
  readonly warnings: RowProblem[] = []

  constructor(
    private readonly record: FileRecord,
    private readonly reading: Reading,
  ) {}

  cell(field: DealField): string {
    const column = this.reading.columns[field]
    return column ? (this.record.cells[column.index] ?? '') : ''
  }

  fail(field: DealField, code: ProblemCode): null {
    this.problems.push(this.about(field, code))
    return null
  }

  warn(field: DealField, code: ProblemCode): null {
    this.warnings.push(this.about(field, code))
    return null
  }

  private about(field: DealField, code: ProblemCode): RowProblem {
    const column = this.reading.columns[field]?.header ?? null
    return problem(this.record.line, column, this.cell(field), code)
  }

  symbol(): string | null {
    const written = this.cell('symbol')
    if (PLAIN_SYMBOL.test(written)) return written
    const text = plainSpaces(written.slice(0, LONGEST_TEXT)).trim()
    if (isMissing(text)) return this.fail('symbol', 'cell-missing')
    const printable = !/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(text)
    if (text.length > LONGEST_SYMBOL || !printable) return this.fail('symbol', 'symbol-not-read')
    return text
  }

  direction(): Direction | null {
    const { columns } = this.reading
    const opening = columns.direction ? this.directionIn('direction') : undefined
    const closing = columns.closingDirection ? this.directionIn('closingDirection') : undefined
    if (opening === null || closing === null) return null
    if (opening && closing && opening === closing) {
      return this.fail('closingDirection', 'directions-agree')
    }
    return opening ?? (closing ? opposite(closing) : null)
  }

  /** Undefined when the cell is empty beside an opening direction that is not. */
  private directionIn(field: 'direction' | 'closingDirection'): Direction | null | undefined {
    if (isMissing(this.cell(field))) {
      const optional = field === 'closingDirection' && this.reading.columns.direction
      return optional ? undefined : this.fail(field, 'cell-missing')
    }
    return readDirection(this.cell(field)) ?? this.fail(field, 'direction-not-read')
  }

  time(field: 'openedAt' | 'closedAt') {
    if (!this.reading.columns[field]) return null
    const result = readTime(this.cell(field), this.reading.times)
    if (result.kind === 'time') return result
    if (result.kind === 'problem') return this.fail(field, result.code)
    if (field === 'closedAt') return this.fail(field, 'cell-missing')
    return this.warn(field, 'opening-time-missing')
  }

  /** `wrong` says what an unreadable cell costs: the row, or only this value. */
  number(field: DealField, required: boolean, wrong: 'fail' | 'warn' = 'fail') {
    if (!required && !this.reading.columns[field]) return null
    const result = readNumber(this.cell(field), this.reading.decimalMark)
    if (result.kind === 'missing') return required ? this.fail(field, 'cell-missing') : null
    if (result.kind === 'problem') return this[wrong](field, result.code)
    if (result.mark && !this.isMoneyOf(field, result.mark.candidates)) {
      return this[wrong](field, 'other-currency')
    }
    return result
  }

  private isMoneyOf(field: DealField, codes: readonly string[]): boolean {
    const ofColumn = this.reading.columns[field]?.mark?.candidates ?? []
    return ofColumn.length === 0 || codes.some((code) => ofColumn.includes(code))
  }

  /** A row in another currency than the file's cannot be added to the others. */
  currency(): string | null {
    const { columns, currency } = this.reading
    if (columns.currency) {
      const code = this.cell('currency').trim().toUpperCase()
      if (code !== '' && code !== currency) return this.fail('currency', 'other-currency')
    }
    return currency
  }

  /** Net as the file has it, or the sum of what it is made of. */
  net(): Exact | null {
    const { netSum } = this.reading
    if (!netSum) return this.number('net', true)?.value ?? null
    let sum = new Dec(0)
    for (const field of netSum.parts) {
      const part = this.number(field, field === 'gross')
      if (part) sum = sum.plus(part.value)
      else if (field === 'gross') return null
    }
    return sum.toFixed()
  }

  quantity(): { value: Exact; unit: string } | null {
    const { columns, decimalMark, unitWhenNoneWritten } = this.reading
    const field = columns.quantity ? 'quantity' : 'volume'
    const result = readQuantity(this.cell(field), decimalMark, unitWhenNoneWritten)
    if (result.kind === 'missing') return this.fail(field, 'cell-missing')
    if (result.kind === 'problem') return this.fail(field, result.code)
    if (result.unit !== 'lots') this.warn(field, 'not-in-lots')
    return result
  }

  dealId(): bigint | null {
    if (isMissing(this.cell('dealId'))) return null
    if (/e\+?\d/i.test(this.cell('dealId'))) return this.fail('dealId', 'spreadsheet-damage')
    return readId(this.cell('dealId'), 'DID') ?? this.fail('dealId', 'id-not-read')
  }

  positionId(): bigint | null {
    if (isMissing(this.cell('positionId'))) return null
    return readId(this.cell('positionId'), 'PID') ?? this.warn('positionId', 'id-not-read')
  }

  text(field: 'orderId' | 'label' | 'comment' | 'channel'): string | null {
    if (!this.reading.columns[field]) return null
    return textOf(this.cell(field))
  }
}

/** What a cell of words says; null when it says nothing. */
export function textOf(written: string): string | null {
  if (PLAIN_WORDS.test(written)) return isMissing(written) ? null : written
  const text = written
    .slice(0, LONGEST_TEXT)
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim()
  return isMissing(text) ? null : text
}

const OF_DAMAGE = {
  quotes: 'quote-not-closed',
  'too-long': 'row-too-long',
  'too-wide': 'too-many-cells',
} as const

function hasOneCell(cells: readonly string[]): boolean {
  let filled = 0
  for (const cell of cells) if (cell !== '' && cell.trim() !== '' && ++filled > 1) return false
  return filled === 1
}

function wholeRow({ line, cells }: FileRecord, code: ProblemCode): RowResult {
  const problems = [problem(line, null, cells.slice(0, 20).join(' '), code)]
  return { line, status: 'error', problems, cells }
}

export function mapRow(record: FileRecord, reading: Reading): RowResult {
  const { line, cells } = record
  if (record.damage) return wholeRow(record, OF_DAMAGE[record.damage])
  if (cells.length > reading.width) {
    if (cells.slice(reading.width).some((cell) => cell.trim() !== ''))
      return wholeRow(record, 'too-many-cells')
  }
  if (hasOneCell(cells)) return wholeRow(record, 'row-too-short')

  const reader = new RowReader(record, reading)
  const symbol = reader.symbol()
  const direction = reader.direction()
  const opened = reader.time('openedAt')
  const closed = reader.time('closedAt')
  const entry = reader.number('entryPrice', true)
  const exit = reader.number('exitPrice', true)
  const quantity = reader.quantity()
  const gross = reader.number('gross', false)
  const swap = reader.number('swap', false)
  const commission = reader.number('commission', false)
  const otherCosts = reader.number('otherCosts', false)
  const net = reader.net()
  const currency = reader.currency()
  const balance = reader.number('balance', false, 'warn')
  const pips = reader.number('pips', false, 'warn')
  const dealId = reader.dealId()
  const positionId = reader.positionId()
  const { problems, warnings } = reader
  const failed: RowResult = { line, status: 'error', problems, cells }

  const complete = symbol && direction && closed && entry && exit && quantity && net !== null
  if (!complete || problems.length > 0) return failed
  const deal: ImportedDeal = {
    line,
    externalDealId: dealId,
    externalOrderId: reader.text('orderId')?.replace(/^OID/i, '') || null,
    externalPositionId: positionId,
    symbol,
    direction,
    openedAt: opened?.at ?? null,
    closedAt: closed.at,
    closedAtPrecision: closed.precision,
    entryPrice: entry.value,
    exitPrice: exit.value,
    entryPriceDecimals: Math.max(entry.decimals, reading.priceDecimals),
    exitPriceDecimals: Math.max(exit.decimals, reading.priceDecimals),
    quantity: quantity.value,
    quantityUnit: quantity.unit,
    gross: gross?.value ?? null,
    swap: swap?.value ?? null,
    commission: commission?.value ?? null,
    net,
    currency,
    balanceAfter: balance?.value ?? null,
    pips: pips?.value ?? null,
    label: reader.text('label'),
    comment: reader.text('comment'),
    channel: reader.text('channel'),
  }
  for (const { field, code, level } of checkRow(deal, otherCosts?.value ?? null)) {
    if (level === 'error') reader.fail(field, code)
    else reader.warn(field, code)
  }
  return problems.length > 0 ? failed : { line, status: 'ok', deal, warnings }
}
