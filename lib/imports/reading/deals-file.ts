import { FileChecker } from './check-file'
import { type ChosenColumns, type ColumnChoice, chooseColumns } from './choose-columns'
import type { SheetChoice } from './choose-table'
import { LineCursor, PlainLines } from './containers/delimited/plain-lines'
import type { Container } from './containers/open-container'
import { piecesOf } from './containers/pieces'
import type { FileRecord, Table } from './containers/table'
import { decideCurrency } from './decide-currency'
import {
  describeDateOrder,
  describeDecimalMark,
  describeMapping,
  describeNetColumn,
  describeNetSum,
  describePositionIds,
  describeQuantityUnit,
  describeSheet,
  describeSimulated,
  describeZone,
} from './describe-assumptions'
import { describeColumns } from './describe-columns'
import { describeFile, familyOf, languageOf } from './describe-file'
import { headerFingerprint } from './header-fingerprint'
import type { DealField } from './headers/fields'
import { judgeDirection } from './judge-direction'
import { LineMapper } from './map-line'
import { mapRow, problem, type Reading } from './map-row'
import { readMetadata } from './read-metadata'
import { decideDecimalMark, readNumber } from './read-number'
import { isLotWord } from './read-quantity'
import { decideTimeFormat, type TimeDecision } from './read-time'
import { isUtcOffset } from './read-zone'
import type { DealsTable } from './recognise'
import { refuse } from './refusals'
import { judgeRepeatedIds, NO_REPEATS, type RepeatedIds, withPositionId } from './repeated-ids'
import type { Survey, What } from './survey'
import type {
  Assumption,
  Family,
  FileCheck,
  ImportChoices,
  ImportedDeal,
  NotATrade,
  OpenedFile,
  RefusedFile,
  RowResult,
} from './types'

export type FileInput = {
  container: Container
  table: Table
  sheets: SheetChoice
  choices: ImportChoices
}

/** A table that is known to hold trades, with what one look through it told. */
export class DealsFile {
  constructor(
    private readonly input: FileInput,
    private readonly survey: Survey,
    private readonly deals: DealsTable,
  ) {}

  open(): RefusedFile | OpenedFile {
    const { container, table, sheets, choices } = this.input
    const { recognised, sample, counts, structure } = this.survey
    const { headers, kind, headerLine } = this.deals
    const choice = chooseColumns(headers, kind, sample, choices)
    if ('status' in choice) return choice
    if (!counts.get('deal')) return refuse('no-deals')
    const time = this.decideTimes(choice.columns)
    if ('status' in time) return time

    const zone = zoneOf(choice, time, choices)
    const numbers = decideDecimalMark(
      this.evidence('numbers', choice.columns, NUMBER_FIELDS),
      container.delimiter,
      choices.decimalMark,
    )
    const metadata = readMetadata(recognised.metadata)
    const inColumn = choice.columns.currency
      ? (this.survey.columns.currencies.get(choice.columns.currency.index) ?? null)
      : null
    const hints = { inColumn, above: metadata.currency }
    const money = decideCurrency(choice.money, headers, hints, choices)

    const reading: Reading = {
      columns: choice.columns,
      width: headers.length,
      times: {
        format: time.format,
        order: time.order,
        offsetMinutes: zone.offsetMinutes,
        serialShiftDays: container.serialShiftDays,
      },
      decimalMark: numbers.mark,
      netSum: choice.netSum,
      currency: money.currency,
      priceDecimals: container.kind === 'xlsx' ? this.finestPrice(choice.columns) : 0,
      unitWhenNoneWritten: unitOfHeader(choice.columns),
    }
    const repeats = this.judgeIds(reading)
    const direction = judgeDirection(choice, () => this.readableDeals(reading))
    if (direction && 'status' in direction) return direction

    const { lineWord } = container
    const family = familyOf(this.deals, container.kind, time.format, choice)
    const assumptions: Assumption[] = [
      kind === 'cbot-history' ? describeSimulated(choices.simulated === true) : null,
      choices.mapping ? describeMapping(headers) : null,
      sheets ? describeSheet(sheets) : null,
      describeZone(zone, choice.columns.closedAt, this.firstClosing(reading), lineWord),
      describeDateOrder(time, lineWord),
      money.assumption,
      choice.netSum ? describeNetSum(choice.netSum) : null,
      describeNetColumn(choice.netQuestion, choices),
      describeDecimalMark(numbers, container.kind),
      this.describeUnits(choice.columns, family),
      direction,
      repeats.namesPositions ? describePositionIds(repeats.namesPositions, lineWord) : null,
    ].filter((assumption) => assumption !== null)

    return {
      status: 'opened',
      family,
      container: container.kind,
      sentence: describeFile(family, headers.length, assumptions, counts),
      encoding: container.encoding,
      delimiter: container.delimiter,
      sheet: table.name,
      language: languageOf(headers),
      lineWord,
      headerLine,
      headerFingerprint: headerFingerprint(headers),
      simulated: kind === 'cbot-history',
      metadata,
      columns: describeColumns(headers, choice.used, sample, choices.mapping !== undefined),
      assumptions,
      openQuestions: assumptions.filter((one) => one.needsAnswer).map((one) => one.kind),
      skippedLines: structure,
      rowCount: rowCountOf(counts),
      currencyMismatch: money.mismatch,
      rows: () => this.rows(reading, repeats, money.mismatch),
      rowsAgain: () => this.eachRow(reading, repeats, null),
    }
  }

  private decideTimes(columns: ChosenColumns): TimeDecision | RefusedFile {
    const { container, choices } = this.input
    const time = decideTimeFormat(
      this.evidence('times', columns, ['closedAt', 'openedAt']),
      choices.dateOrder,
    )
    if ('dayFirstLine' in time) {
      const word = container.lineWord === 'line' ? 'Line' : 'Row'
      const detail = `${word} ${time.dayFirstLine} has the day first, ${container.lineWord} ${time.monthFirstLine} the month.`
      return refuse('date-orders-mixed', { detail })
    }
    if (time.damagedCells > 0 && time.damagedCells >= time.readableCells) {
      return refuse('spreadsheet-damage')
    }
    // A spreadsheet turns the dates it can take for its own and leaves the others as text.
    if (container.kind === 'xlsx' && time.otherFormatLine !== null) {
      return refuse('dates-turned', { detail: `See row ${time.otherFormatLine}.` })
    }
    return time
  }

  private evidence<Kind extends 'times' | 'numbers'>(
    kind: Kind,
    columns: ChosenColumns,
    fields: readonly DealField[],
  ) {
    const all: Survey['columns'][Kind] = this.survey.columns[kind]
    type Evidence = Kind extends 'times' ? TimeEvidenceOf : NumberEvidenceOf
    return fields.flatMap((field): Evidence[] => {
      const column = columns[field]
      const unused = field === 'volume' && columns.quantity
      const found = column && !unused ? all.get(column.index) : undefined
      return found ? [found as Evidence] : []
    })
  }

  private finestPrice({ entryPrice, exitPrice }: ChosenColumns): number {
    let finest = 0
    for (const { cells } of this.survey.sample) {
      for (const column of [entryPrice, exitPrice]) {
        const price = readNumber(cells[column?.index ?? -1] ?? '', '.')
        if (price.kind === 'number') finest = Math.max(finest, price.decimals)
      }
    }
    return finest
  }

  private describeUnits(columns: ChosenColumns, family: Family): Assumption {
    const column = columns.quantity ?? columns.volume
    const evidence = column ? this.survey.columns.units.get(column.index) : undefined
    const units = new Set(evidence?.units)
    const written = units.size > 0
    const ofHeader = isLotWord(column?.qualifier ?? '')
    if (evidence?.withoutUnit) units.add(unitOfHeader(columns))
    if (ofHeader) return describeQuantityUnit(units, 'header', family)
    return describeQuantityUnit(
      units,
      written ? 'cell' : null,
      columns.quantity ? family : 'volume-only',
    )
  }

  /** Every record that is a deal, read by the rules of the file alone. */
  private *dealRows(reading: Reading): Generator<RowResult> {
    for (const { record, what } of this.records())
      if (what === 'deal') yield mapRow(record, reading)
  }

  private *readableDeals(reading: Reading): Generator<ImportedDeal> {
    for (const row of this.dealRows(reading)) if (row.status === 'ok') yield row.deal
  }

  private firstClosing(reading: Reading): ImportedDeal | null {
    for (const deal of this.readableDeals(reading)) return deal
    return null
  }

  private judgeIds(reading: Reading): RepeatedIds {
    const { dealId } = reading.columns
    const repeated = dealId ? this.survey.columns.ids.get(dealId.index)?.repeated : undefined
    if (!dealId || !repeated || repeated.size === 0) return NO_REPEATS
    const bare = dealId.header.toLowerCase() === 'id'
    return judgeRepeatedIds(this.dealRows(reading), repeated, bare)
  }

  /** The records with what the look through the table found each to be. */
  private *records(): Generator<{ record: FileRecord; what: What }> {
    const kinds = new WhatOfEach(this.survey.runs)
    for (const record of this.input.table.records()) {
      const what = kinds.next()
      if (!what) return
      yield { record, what }
    }
  }

  private *rows(
    reading: Reading,
    repeats: RepeatedIds,
    mismatch: FileCheck | null,
  ): Generator<RowResult, FileCheck[], undefined> {
    const { columns, decimalMark, times } = reading
    const { lineWord } = this.input.container
    const checker = new FileChecker(columns, decimalMark, times.offsetMinutes, lineWord)
    yield* this.eachRow(reading, repeats, checker)
    const checks = checker.finish(this.survey.recognised.summaries)
    return mismatch ? [mismatch, ...checks] : checks
  }

  private *eachRow(
    reading: Reading,
    repeats: RepeatedIds,
    checker: FileChecker | null,
  ): Generator<RowResult> {
    const kinds = new WhatOfEach(this.survey.runs)
    const lines = new LineMapper(reading)
    const read = (record: FileRecord, what: What | null): RowResult | null => {
      if (what === null || STRUCTURE.has(what)) return null
      const { line } = record
      const row: RowResult =
        what === 'deal'
          ? settled(mapRow(record, reading), record, repeats)
          : { line, status: 'not-a-trade', what: what as NotATrade }
      checker?.see(row, record)
      return row
    }
    const isSettled = repeats.namesPositions === null && repeats.verdicts.size === 0
    for (const piece of piecesOf(this.input.table)) {
      if (!(piece instanceof PlainLines)) {
        for (const record of piece) {
          const row = read(record, kinds.next())
          if (row) yield row
        }
        continue
      }
      for (const cursor = new LineCursor(piece); cursor.next(); ) {
        const what = kinds.next()
        const quick = what === 'deal' && isSettled ? lines.map(cursor) : null
        if (quick) checker?.seeDeal(quick)
        const row = quick ?? read(cursor.record(), what)
        if (row) yield row
      }
    }
  }
}

const STRUCTURE: ReadonlySet<What> = new Set<What>(['blank', 'title', 'header', 'above-table'])

/** What each record of a table is, one after the other. */
class WhatOfEach {
  private run = 0
  private left: number

  constructor(private readonly runs: Survey['runs']) {
    this.left = runs[0]?.count ?? 0
  }

  /** Null after the last. */
  next(): What | null {
    const { runs } = this
    while (this.left === 0 && this.run < runs.length) this.left = runs[++this.run]?.count ?? 0
    const now = runs[this.run]
    if (!now) return null
    this.left--
    return now.what
  }
}

type TimeEvidenceOf = Survey['columns']['times'] extends Map<number, infer One> ? One : never
type NumberEvidenceOf = Survey['columns']['numbers'] extends Map<number, infer One> ? One : never

const NUMBER_FIELDS = [
  'entryPrice',
  'exitPrice',
  'gross',
  'swap',
  'commission',
  'otherCosts',
  'net',
  'balance',
  'pips',
  'quantity',
  'volume',
] as const

export type Zone = {
  offsetMinutes: number
  because: 'header' | 'cells' | 'choice' | 'last-time' | 'unknown'
}

function zoneOf(choice: ColumnChoice, time: TimeDecision, choices: ImportChoices): Zone {
  const known = (minutes: number | undefined): minutes is number =>
    minutes !== undefined && isUtcOffset(minutes)
  if (time.format === 'with-offset') return { offsetMinutes: 0, because: 'cells' }
  if (choice.utcOffsetMinutes !== null) {
    return { offsetMinutes: choice.utcOffsetMinutes, because: 'header' }
  }
  const { utcOffsetMinutes, lastUtcOffsetMinutes } = choices
  if (known(utcOffsetMinutes)) return { offsetMinutes: utcOffsetMinutes, because: 'choice' }
  if (known(lastUtcOffsetMinutes)) {
    return { offsetMinutes: lastUtcOffsetMinutes, because: 'last-time' }
  }
  return { offsetMinutes: 0, because: 'unknown' }
}

/** `Volume (Lots)` says it; else a quantity is in lots, and a volume is not. */
function unitOfHeader({ quantity, volume }: ChosenColumns): string {
  return quantity || isLotWord(volume?.qualifier ?? '') ? 'lots' : 'units'
}

/** A row after it is known what its repeated id means. */
function settled(row: RowResult, record: FileRecord, repeats: RepeatedIds): RowResult {
  if (row.status !== 'ok') return row
  if (repeats.namesPositions) return { ...row, deal: withPositionId(row.deal) }
  const { line } = row
  switch (repeats.verdicts.get(line)) {
    case undefined:
      return row
    case 'repeated-deal':
      return { line, status: 'not-a-trade', what: 'repeated-deal' }
    case 'deal-id-repeated': {
      const problems = [problem(line, null, String(row.deal.externalDealId), 'deal-id-repeated')]
      return { line, status: 'error', problems, cells: record.cells }
    }
  }
}

function rowCountOf(counts: Survey['counts']): number {
  let rows = 0
  for (const [what, count] of counts) {
    if (what !== 'blank' && what !== 'title' && what !== 'header' && what !== 'above-table') {
      rows += count
    }
  }
  return rows
}
