import { LineCursor, PlainLines } from './containers/delimited/plain-lines'
import { piecesOf } from './containers/pieces'
import type { FileRecord, Table } from './containers/table'
import type { DealField } from './headers/fields'
import { IdsSeen } from './ids-seen'
import { plainId } from './plain-cells'
import type { HeaderCell } from './read-header'
import { NumberEvidence } from './read-number'
import { numberOfQuantity, UnitEvidence } from './read-quantity'
import { TimeEvidence } from './read-time'
import { type BodyWhat, type GivenHeader, Recogniser, type Structure } from './recognise'

/** So many rows of deals are kept to compare columns and to show samples. */
const SAMPLE_ROWS = 1000
/** So many records are kept of a table nobody has described to us. */
const FIRST_RECORDS = 200
const MOST_STRUCTURE_LINES = 10_000

export type What = BodyWhat | Structure | 'blank'

/** What one look through a table told: what each record is, and what its columns hold. */
export type Survey = {
  recognised: Recogniser
  /** What the records are, one after the other, equal neighbours together. */
  runs: { what: What; count: number }[]
  structure: { line: number; why: Structure }[]
  counts: Map<What, number>
  /** The first rows of deals. */
  sample: FileRecord[]
  /** The first records of the table, whatever they are. */
  first: FileRecord[]
  columns: ColumnEvidence
  /** Set when the table has more records than allowed. */
  tooManyRows: boolean
}

/** One look through all records. Memory does not grow with the number of rows. */
export function surveyTable(table: Table, maxRows: number, given: GivenHeader | null): Survey {
  const recognised = new Recogniser(given)
  const columns = new ColumnEvidence()
  const survey: Survey = {
    recognised,
    runs: [],
    structure: [],
    counts: new Map(),
    sample: [],
    first: [],
    columns,
    tooManyRows: false,
  }
  let seen = 0
  const add = (what: What) => {
    const run = survey.runs[survey.runs.length - 1]
    if (run?.what === what) run.count++
    else survey.runs.push({ what, count: 1 })
  }
  const see = (record: FileRecord) => {
    const what = recognised.see(record)
    add(what)
    if (what === 'deal') {
      if (!columns.isReady && recognised.deals) columns.expect(recognised.deals.headers)
      if (survey.sample.length < SAMPLE_ROWS) survey.sample.push(copyOf(record))
      if (record.damage === null) columns.add(record)
    } else if (what === 'title' || what === 'header' || what === 'above-table') {
      if (survey.structure.length < MOST_STRUCTURE_LINES) {
        survey.structure.push({ line: record.line, why: what })
      }
    }
    if (what !== 'blank' && survey.first.length < FIRST_RECORDS) survey.first.push(copyOf(record))
  }
  for (const piece of piecesOf(table)) {
    if (!(piece instanceof PlainLines)) {
      for (const record of piece) {
        if (++seen > maxRows) return { ...survey, tooManyRows: true }
        see(record)
      }
      continue
    }
    for (const cursor = new LineCursor(piece); cursor.next(); ) {
      if (++seen > maxRows) return { ...survey, tooManyRows: true }
      if (!columns.isReady || !recognised.isPlainlyDeal(cursor)) {
        see(cursor.record())
        continue
      }
      add('deal')
      columns.addLine(cursor)
      if (survey.sample.length < SAMPLE_ROWS) survey.sample.push(copyOf(cursor.record()))
      if (survey.first.length < FIRST_RECORDS) survey.first.push(copyOf(cursor.record()))
    }
  }
  for (const { what, count } of survey.runs) {
    survey.counts.set(what, (survey.counts.get(what) ?? 0) + count)
  }
  return survey
}

const TIMES: ReadonlySet<string> = new Set<DealField>(['openedAt', 'closedAt'])
const NUMBERS: ReadonlySet<string> = new Set<DealField>([
  'entryPrice',
  'exitPrice',
  'gross',
  'swap',
  'commission',
  'otherCosts',
  'net',
  'balance',
  'pips',
])
const QUANTITIES: ReadonlySet<string> = new Set<DealField>(['quantity', 'volume'])
const MOST_CURRENCIES = 20

/** What the cells of each column that matters say about how the file writes things. */
class ColumnEvidence {
  isReady = false
  readonly times = new Map<number, TimeEvidence>()
  readonly numbers = new Map<number, NumberEvidence>()
  readonly units = new Map<number, UnitEvidence>()
  readonly ids = new Map<number, IdsSeen>()
  readonly currencies = new Map<number, Set<string>>()
  private readonly looks: Look[] = []

  expect(headers: readonly HeaderCell[]): void {
    this.isReady = true
    for (const { field, index } of headers) {
      if (!field) continue
      if (TIMES.has(field)) this.lookAtTimes(index)
      else if (NUMBERS.has(field)) this.lookAtNumbers(index)
      else if (QUANTITIES.has(field)) this.lookAtQuantities(index)
      else if (field === 'dealId') this.lookAtIds(index)
      else if (field === 'currency') this.lookAtCurrencies(index)
    }
  }

  private lookAtTimes(index: number) {
    const times = new TimeEvidence()
    this.times.set(index, times)
    const add = (cell: string, line: number) => times.add(line, cell)
    const knows = ({ codes, starts, ends, line }: LineCursor) =>
      times.addPlain(line, codes, starts[index] ?? 0, ends[index] ?? 0)
    this.looks.push({ index, add, knows })
  }

  private lookAtNumbers(index: number) {
    const numbers = new NumberEvidence()
    this.numbers.set(index, numbers)
    const knows = ({ hasCommas }: LineCursor) => numbers.dot && !hasCommas
    this.looks.push({ index, add: (cell) => numbers.add(cell), knows })
  }

  private lookAtIds(index: number) {
    const ids = new IdsSeen()
    this.ids.set(index, ids)
    const knows = ({ codes, starts, ends }: LineCursor) => {
      const id = plainId(codes, starts[index] ?? 0, ends[index] ?? 0)
      if (id > 0) ids.addShort(id)
      return id > 0
    }
    this.looks.push({ index, add: (cell) => ids.add(cell), knows })
  }

  private lookAtQuantities(index: number) {
    const units = new UnitEvidence()
    const numbers = new NumberEvidence()
    this.units.set(index, units)
    this.numbers.set(index, numbers)
    const add = (cell: string) => {
      units.add(cell)
      if (!numbers.dot || cell.includes(',')) numbers.add(numberOfQuantity(cell))
    }
    const knows = ({ hasCommas, codes, starts, ends }: LineCursor) =>
      numbers.dot && !hasCommas && units.knowsUnit(codes, starts[index] ?? 0, ends[index] ?? 0)
    this.looks.push({ index, add, knows })
  }

  private lookAtCurrencies(index: number) {
    const codes = new Set<string>()
    this.currencies.set(index, codes)
    const add = (cell: string) => {
      if (codes.size < MOST_CURRENCIES) codes.add(cell.trim().toUpperCase())
    }
    this.looks.push({ index, add, knows: () => codes.size >= MOST_CURRENCIES })
  }

  add({ line, cells }: FileRecord): void {
    for (const { index, add } of this.looks) add(cells[index] ?? '', line)
  }

  /** As `add`, making texts only of cells that say something new. */
  addLine(cursor: LineCursor): void {
    for (const { index, add, knows } of this.looks) {
      const isThere = index < cursor.count
      if (!isThere || !knows(cursor)) add(cursor.cell(index), cursor.line)
    }
  }
}

type Look = {
  index: number
  add(cell: string, line: number): void
  /** Whether the cell of this line has said what it has to say. */
  knows(cursor: LineCursor): boolean
}

/**
 * A copy to keep. V8 learns from what survives where to put things: were the records themselves kept,
 * every later one would be taken for long-lived too, and collecting them would cost more than reading.
 */
function copyOf({ line, cells, damage }: FileRecord): FileRecord {
  return { line, cells: [...cells], damage }
}
