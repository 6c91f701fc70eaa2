import { checkFile } from './check-file'
import { type ChosenColumns, chooseColumns, missingFields, refuseMissing } from './choose-columns'
import { decideCurrency } from './decide-currency'
import { decode, looksBinary } from './decode'
import {
  describeDateOrder,
  describeDecimalMark,
  describeNetColumn,
  describePositionIds,
  describeQuantityUnit,
  describeZone,
} from './describe-assumptions'
import { describeFile, familyOf } from './describe-file'
import { findDelimiter } from './find-delimiter'
import type { DealField } from './header-dictionary'
import { identifyBytes } from './identify-bytes'
import { judgeDirection } from './judge-direction'
import { mapRow, type Reading } from './map-row'
import { parse, splitLines } from './parse'
import { decideDecimalMark } from './read-number'
import { numberOfQuantity } from './read-quantity'
import { decideTimeFormat } from './read-time'
import { isUtcOffset } from './read-zone'
import { type BodyRow, type NotRecognised, type Recognised, recognise } from './recognise'
import { refuse } from './refusals'
import { settleRepeatedIds } from './repeated-ids'
import type {
  Assumption,
  ImportChoices,
  ImportedDeal,
  ReadFile,
  RefusedFile,
  RowResult,
} from './types'

export const MAX_FILE_BYTES = 100 * 1024 * 1024
export const MAX_FILE_LINES = 200_000

/**
 * An uploaded file to a verdict per row. Pure: the same bytes and choices give the same answer, so
 * that the preview and the commit can both call it. Never throws for what is in the file.
 */
export function readImportFile(bytes: Uint8Array, choices: ImportChoices = {}): ReadFile {
  if (bytes.length > MAX_FILE_BYTES) return refuse('too-large')
  const foreign = identifyBytes(bytes)
  if (foreign) return refuse(foreign)
  const { text, encoding } = decode(bytes)
  const start = text.trimStart().slice(0, 1)
  if (start === '') return refuse('empty')
  if (start === '<') return refuse(/metatrader/i.test(text) ? 'metatrader' : 'html')
  if (looksBinary(text)) return refuse('not-text')

  const lines = splitLines(text)
  if (lines.length > MAX_FILE_LINES) return refuse('too-many-rows')
  const delimiter = findDelimiter(lines)
  const recognised = recognise(parse(lines, delimiter))
  if ('kinds' in recognised) return refuseUnrecognised(recognised)
  if ('secondHeaderLine' in recognised) {
    const detail = `The second one begins on line ${recognised.secondHeaderLine}.`
    return refuse('two-tables', { detail })
  }
  return readDeals(recognised, { encoding, delimiter }, choices)
}

function refuseUnrecognised({ kinds, incomplete }: NotRecognised): RefusedFile {
  if (kinds.has('cbot-history')) return refuse('cbot-history')
  if (kinds.has('backtest-events')) return refuse('backtest-events')
  if (kinds.has('metatrader')) return refuse('metatrader')
  if (incomplete) return refuseMissing(missingFields(incomplete))
  if (kinds.has('positions')) return refuse('open-positions')
  if (kinds.has('orders')) return refuse('pending-orders')
  if (kinds.has('price-history')) return refuse('price-history')
  return refuse('not-recognised')
}

function readDeals(
  recognised: Recognised,
  source: { encoding: string; delimiter: string },
  choices: ImportChoices,
): ReadFile {
  const { headers, rows: body } = recognised
  const dealRows = body.filter(({ what }) => what === 'deal')
  const choice = chooseColumns(
    headers,
    dealRows.map(({ record }) => record),
    choices,
  )
  if ('status' in choice) return choice
  if (dealRows.length === 0) return refuse('no-deals')
  const { columns } = choice
  const { closedAt, net } = columns
  if (!closedAt || !net) throw new Error('chooseColumns lets no file pass without these columns')

  const time = decideTimeFormat(
    cellsIn(dealRows, columns, ['closedAt', 'openedAt']),
    choices.dateOrder,
  )
  if ('dayFirstLine' in time) {
    const detail = `Line ${time.dayFirstLine} has the day first, line ${time.monthFirstLine} the month.`
    return refuse('date-orders-mixed', { detail })
  }
  if (time.damagedCells > 0 && time.damagedCells >= time.readableCells) {
    return refuse('spreadsheet-damage')
  }
  const chosenOffset = choices.utcOffsetMinutes
  const answered = chosenOffset !== undefined && isUtcOffset(chosenOffset)
  const utcOffsetMinutes = choice.utcOffsetMinutes ?? (answered ? chosenOffset : 0)
  const numbers = decideDecimalMark(
    numberCells(dealRows, columns),
    source.delimiter,
    choices.decimalMark,
  )
  const {
    currency,
    assumption: currencyAssumption,
    mismatch,
  } = decideCurrency(net, headers, choices)

  const reading: Reading = {
    columns,
    width: headers.length,
    utcOffsetMinutes,
    timeFormat: time.format,
    dateOrder: time.order,
    decimalMark: numbers.mark,
    currency,
    unitWhenNoneWritten: columns.quantity ? 'lots' : 'units',
  }
  const mapped = body.map(
    ({ record, what }): RowResult =>
      what === 'deal'
        ? mapRow(record, reading)
        : { line: record.line, status: 'not-a-trade', what },
  )
  const cellsByLine = new Map(body.map(({ record }) => [record.line, record.cells]))
  const bareId = columns.dealId?.header.toLowerCase() === 'id'
  const { rows, namesPositions } = settleRepeatedIds(
    mapped,
    bareId,
    (line) => cellsByLine.get(line) ?? [],
  )
  const deals = rows.flatMap((row) => (row.status === 'ok' ? [row.deal] : []))
  const direction = judgeDirection(choice, deals)
  if (direction && 'status' in direction) return direction

  const assumptions: Assumption[] = [
    describeZone(choice.utcOffsetMinutes, utcOffsetMinutes, closedAt, answered),
    describeDateOrder(time),
    currencyAssumption,
    describeNetColumn(choice.netQuestion, choices),
    describeDecimalMark(numbers),
    describeQuantityUnit(unitsOf(deals), unitIsWritten(dealRows, columns), !columns.quantity),
    direction,
    namesPositions ? describePositionIds(namesPositions) : null,
  ].filter((assumption) => assumption !== null)

  const family = familyOf(recognised, time.format, net)
  return {
    status: 'read',
    family,
    sentence: describeFile(family, headers.length, assumptions, body),
    ...source,
    headerLine: recognised.headerLine,
    columns: choice.use,
    assumptions,
    openQuestions: assumptions.filter((one) => one.needsAnswer).map((one) => one.kind),
    rows,
    skippedLines: recognised.structure,
    checks: [
      ...(mismatch ? [mismatch] : []),
      ...checkFile(body, rows, recognised.summaries, columns, numbers.mark),
    ],
  }
}

function* cellsIn(rows: readonly BodyRow[], columns: ChosenColumns, fields: readonly DealField[]) {
  for (const { record } of rows) {
    if (record.brokenQuotes) continue
    for (const field of fields) {
      const column = columns[field]
      if (column) yield { line: record.line, cell: record.cells[column.index] ?? '' }
    }
  }
}

const NUMBER_FIELDS = [
  'entryPrice',
  'exitPrice',
  'gross',
  'swap',
  'commission',
  'net',
  'balance',
  'pips',
] as const

function* numberCells(rows: readonly BodyRow[], columns: ChosenColumns): Generator<string> {
  for (const { cell } of cellsIn(rows, columns, NUMBER_FIELDS)) yield cell
  const quantity = columns.quantity ? 'quantity' : 'volume'
  for (const { cell } of cellsIn(rows, columns, [quantity])) yield numberOfQuantity(cell)
}

function unitsOf(deals: readonly ImportedDeal[]): Set<string> {
  return new Set(deals.map(({ quantityUnit }) => quantityUnit))
}

function unitIsWritten(rows: readonly BodyRow[], columns: ChosenColumns): boolean {
  const field = columns.quantity ? 'quantity' : 'volume'
  for (const { cell } of cellsIn(rows, columns, [field])) if (/[A-Za-z]/.test(cell)) return true
  return false
}
