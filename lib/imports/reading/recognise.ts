import type { LineCursor } from './containers/delimited/plain-lines'
import { type FileRecord, MOST_CELLS } from './containers/table'
import type { SectionTitle } from './headers/language'
import { isTotalsWord, sectionTitleOf } from './headers/section-titles'
import { plainDirection } from './plain-cells'
import { isMissing } from './plain-text'
import { readDirection } from './read-direction'
import { type HeaderCell, readHeaderCell } from './read-header'
import { type DealsKind, type HeaderLine, readHeaderLine, type TableKind } from './table-kind'
import type { NotATrade } from './types'

/** Title lines above a table end here; a header further down needs a section title. */
export const HEADER_WITHIN_LINES = 50
const METADATA_LINES = 40
const MOST_SUMMARIES = 5

export type BodyWhat = 'deal' | Exclude<NotATrade, 'repeated-deal'>
export type Structure = 'above-table' | 'title' | 'header'

export type DealsTable = {
  kind: DealsKind
  headerLine: number
  headers: HeaderCell[]
  underDealsTitle: boolean
}

type Section = 'above-table' | SectionTitle | 'detail' | 'other'

const SECTION_OF_KIND: Readonly<Partial<Record<TableKind, Section>>> = {
  positions: 'positions',
  orders: 'orders',
  summary: 'summary',
  transactions: 'transactions',
  'metatrader-detail': 'detail',
}

const WHAT_OF_SECTION = {
  positions: 'open-position',
  orders: 'pending-order',
  summary: 'summary',
  transactions: 'cash-movement',
  detail: 'detail',
  other: 'other-text',
} as const

/** A header the person has pointed at by choosing what its columns are. */
export type GivenHeader = { line: number; headers: HeaderCell[]; kind: DealsKind }

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

/**
 * Is shown the records of a table one by one and says what each is. Nothing is dropped: a record is
 * structure (title, header, text above the table), blank, or a row with a `what`.
 */
export class Recogniser {
  deals: DealsTable | null = null
  /** Where a second table of deals with other columns begins. */
  secondHeaderLine: number | null = null
  readonly kinds = new Set<TableKind>()
  /** A table that would be deals if it had the missing columns. */
  incomplete: { line: number; headers: HeaderCell[] } | null = null
  readonly summaries: { headers: HeaderCell[]; record: FileRecord }[] = []
  readonly metadata: FileRecord[] = []

  private dealColumns: DealColumns | null = null
  private summaryHeaders: HeaderCell[] = []
  private section: Section = 'above-table'
  private afterBreak = true
  private afterTitle: SectionTitle | null = null

  constructor(private readonly given: GivenHeader | null = null) {}

  see(record: FileRecord): BodyWhat | Structure | 'blank' {
    const { cells } = record
    if (this.dealColumns && this.section === 'deals' && !this.afterBreak) {
      if (this.dealColumns.isPlainlyDeal(cells)) return 'deal'
    }
    if (isBlank(cells) && record.damage === null) {
      this.afterBreak = true
      return 'blank'
    }
    const title = sectionTitleOf(cells)
    if (title) {
      this.section = title
      this.afterTitle = title
      this.afterBreak = true
      return 'title'
    }
    const header = this.headerAt(record)
    if (header) return this.openTable(record, header)
    return this.row(record)
  }

  /** Whether `see` would call this line a deal without looking any closer. */
  isPlainlyDeal(line: LineCursor): boolean {
    if (!this.dealColumns || this.section !== 'deals' || this.afterBreak) return false
    return line.count <= MOST_CELLS && this.dealColumns.isPlainlyDealLine(line)
  }

  private headerAt(record: FileRecord): HeaderLine | null {
    const { cells, line } = record
    if (this.given?.line === line) return { ...this.given, isDeals: true }
    // While the person has said which line it is, no other can be.
    const mayBeHeader =
      this.afterTitle !== null ||
      this.afterBreak ||
      (this.section === 'above-table' && line <= HEADER_WITHIN_LINES) ||
      (this.dealColumns?.hasNoFigures(cells) ?? false)
    const header = mayBeHeader ? readHeaderLine(cells) : null
    return header && this.given && header.isDeals ? null : header
  }

  private openTable(record: FileRecord, header: HeaderLine): 'header' {
    const { line } = record
    const { kind, headers } = header
    this.kinds.add(kind)
    if (header.isDeals) {
      if (this.deals && !sameHeader(this.deals.headers, headers)) this.secondHeaderLine ??= line
      if (!this.deals) {
        const underDealsTitle = this.afterTitle === 'deals'
        this.deals = { kind: kind as DealsKind, headerLine: line, headers, underDealsTitle }
        this.dealColumns = new DealColumns(headers)
      }
      this.section = 'deals'
    } else {
      if (kind === 'deals-incomplete') this.incomplete ??= { line, headers }
      if (kind === 'summary') this.summaryHeaders = headers
      this.section = SECTION_OF_KIND[kind] ?? 'other'
    }
    this.afterBreak = false
    this.afterTitle = null
    return 'header'
  }

  private row(record: FileRecord): BodyWhat | 'above-table' {
    const { cells } = record
    const columns = this.dealColumns
    this.afterTitle = null
    if (columns && this.afterBreak && columns.looksLikeDeal(cells)) this.section = 'deals'
    else if (
      this.afterBreak &&
      this.section !== 'above-table' &&
      (columns || this.section !== 'deals')
    ) {
      this.section = 'other'
    }
    this.afterBreak = false

    if (this.section === 'above-table' || (this.section === 'deals' && !columns)) {
      if (this.metadata.length < METADATA_LINES) this.metadata.push(record)
      return 'above-table'
    }
    if (this.section === 'deals') return columns?.isFooter(cells) ? 'footer' : 'deal'
    if (this.section === 'summary') this.keepSummary(this.summaryHeaders, record)
    const first = cells.findIndex((cell) => cell.trim() !== '')
    const label = readHeaderCell(cells[first] ?? '', first + 1)
    if (label.field === 'realised' || label.field === 'balance') {
      // A statement's summary has its labels beside the figures, not above them.
      this.keepSummary([label], record)
      return 'summary'
    }
    // `- No Positions -`, and totals of tables that hold no trades.
    if (
      isTotalsWord(cells[first] ?? '') ||
      cells.every((cell, at) => at === first || cell.trim() === '')
    ) {
      return 'other-text'
    }
    return WHAT_OF_SECTION[this.section]
  }

  private keepSummary(headers: HeaderCell[], record: FileRecord): void {
    if (this.summaries.length < MOST_SUMMARIES) this.summaries.push({ headers, record })
  }
}

function sameHeader(one: readonly HeaderCell[], two: readonly HeaderCell[]): boolean {
  return one.length === two.length && one.every((cell, index) => cell.header === two[index]?.header)
}

const IDENTIFYING: ReadonlySet<string> = new Set([
  'dealId',
  'symbol',
  'direction',
  'closingDirection',
  'closedAt',
  'entryPrice',
  'exitPrice',
])
const AMOUNTS: ReadonlySet<string> = new Set(['net', 'commission', 'gross', 'swap'])

/** Where a deals table has what tells its rows from totals and headers. */
class DealColumns {
  private readonly symbol: number
  private readonly price: number
  private readonly directions: number[]
  private readonly identifying: number[]
  private readonly amounts: number[]
  private readonly width: number

  constructor(headers: readonly HeaderCell[]) {
    const indexes = (wanted: (field: string) => boolean) =>
      headers.flatMap(({ field, index }) => (field && wanted(field) ? [index] : []))
    this.width = headers.length
    this.symbol = indexes((field) => field === 'symbol')[0] ?? -1
    this.price = indexes((field) => field === 'exitPrice' || field === 'entryPrice')[0] ?? -1
    this.directions = indexes((field) => field === 'direction' || field === 'closingDirection')
    this.identifying = indexes((field) => IDENTIFYING.has(field))
    this.amounts = indexes((field) => AMOUNTS.has(field))
  }

  /** A quick yes for almost every row. */
  isPlainlyDeal(cells: readonly string[]): boolean {
    const [direction = -1] = this.directions
    return (cells[this.symbol] ?? '') !== '' && readDirection(cells[direction] ?? '') !== null
  }

  isPlainlyDealLine(line: LineCursor): boolean {
    const { symbol } = this
    const [direction = -1] = this.directions
    if (symbol < 0 || symbol >= line.count || direction < 0 || direction >= line.count) return false
    if ((line.starts[symbol] ?? 0) >= (line.ends[symbol] ?? 0)) return false
    const [start, end] = [line.starts[direction] ?? 0, line.ends[direction] ?? 0]
    return (
      plainDirection(line.codes, start, end) !== null ||
      readDirection(line.cell(direction)) !== null
    )
  }

  /** A deal has digits where a second header has words. */
  hasNoFigures(cells: readonly string[]): boolean {
    return this.price >= 0 && !/\d/.test(cells[this.price] ?? '')
  }

  /**
   * A blank line in the middle of the deals (a doubled line end, a hand edit) must not hide the rows
   * after it: what has a direction word, or as many cells as the header, is still a deal.
   */
  looksLikeDeal(cells: readonly string[]): boolean {
    if (this.isFooter(cells)) return true
    if (cells.length === this.width && this.width > 2) return true
    return this.hasDirection(cells)
  }

  private hasDirection(cells: readonly string[]): boolean {
    return this.directions.some((index) => readDirection(cells[index] ?? '') !== null)
  }

  /** Only totals are filled, or the row calls itself `Totals`. */
  isFooter(cells: readonly string[]): boolean {
    const first = cells.find((cell) => cell.trim() !== '') ?? ''
    // A share may be called TOTAL: with a direction beside it the row is a deal.
    if (isTotalsWord(first) && !this.hasDirection(cells)) return true
    if (cells.length < 3) return false
    const filled = (index: number) => !isMissing(cells[index] ?? '')
    return !this.identifying.some(filled) && this.amounts.some(filled)
  }
}
