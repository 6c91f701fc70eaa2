import { HEADER_WITHIN_LINES, sectionTitleOf } from './find-delimiter'
import { type DealField, type SectionTitle, TOTALS_WORDS } from './header-dictionary'
import type { FileRecord } from './parse'
import { isMissing } from './plain-text'
import { readDirection } from './read-direction'
import type { HeaderCell } from './read-header'
import { readHeaderLine, type TableKind } from './table-kind'
import type { NotATrade } from './types'

export type BodyRow = {
  record: FileRecord
  what: 'deal' | Exclude<NotATrade, 'repeated-deal'>
}

export type Recognised = {
  headerLine: number
  headers: HeaderCell[]
  underDealsTitle: boolean
  rows: BodyRow[]
  summaries: { headers: HeaderCell[]; record: FileRecord }[]
  structure: { line: number; why: 'above-table' | 'title' | 'header' }[]
}

export type NotRecognised = {
  kinds: ReadonlySet<TableKind>
  /** Headers of a table that would be deals if it had the missing columns. */
  incomplete: HeaderCell[] | null
}

export type TwoTables = { secondHeaderLine: number }

type Section = 'above-table' | SectionTitle | 'other'

const SECTION_OF_KIND: Readonly<Partial<Record<TableKind, Section>>> = {
  positions: 'positions',
  orders: 'orders',
  summary: 'summary',
  transactions: 'transactions',
}

const WHAT_OF_SECTION = {
  positions: 'open-position',
  orders: 'pending-order',
  summary: 'summary',
  transactions: 'cash-movement',
  other: 'other-text',
} as const

const IDENTIFYING: ReadonlySet<DealField> = new Set<DealField>([
  'dealId',
  'symbol',
  'direction',
  'closingDirection',
  'closedAt',
  'entryPrice',
  'exitPrice',
])

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

/**
 * Walks the records once and says what each one is. Nothing is dropped: a record is structure
 * (title, header, text above the table), blank, or a row with a `what`.
 */
export function recognise(records: readonly FileRecord[]): Recognised | NotRecognised | TwoTables {
  const rows: BodyRow[] = []
  const structure: Recognised['structure'] = []
  const summaries: Recognised['summaries'] = []
  const kinds = new Set<TableKind>()
  let incomplete: HeaderCell[] | null = null
  let deals: { headers: HeaderCell[]; record: FileRecord; underTitle: boolean } | null = null
  let summaryHeaders: HeaderCell[] = []
  let section: Section = 'above-table'
  let afterBreak = true
  let afterTitle: SectionTitle | null = null

  for (const record of records) {
    const { cells, line } = record
    if (isBlank(cells)) {
      afterBreak = true
      continue
    }
    const title = sectionTitleOf(cells)
    if (title) {
      section = title
      afterTitle = title
      afterBreak = true
      structure.push({ line, why: 'title' })
      continue
    }
    const mayBeHeader: boolean =
      afterTitle !== null ||
      afterBreak ||
      (section === 'above-table' && line <= HEADER_WITHIN_LINES) ||
      (deals !== null && hasNoFigures(cells, deals.headers))
    const header: ReturnType<typeof readHeaderLine> = mayBeHeader ? readHeaderLine(cells) : null
    if (header) {
      kinds.add(header.kind)
      structure.push({ line, why: 'header' })
      if (header.kind === 'deals') {
        if (deals && !sameHeader(deals.headers, header.headers)) return { secondHeaderLine: line }
        deals ??= { headers: header.headers, record, underTitle: afterTitle === 'deals' }
        section = 'deals'
      } else {
        if (header.kind === 'deals-incomplete') incomplete ??= header.headers
        if (header.kind === 'summary') summaryHeaders = header.headers
        section = SECTION_OF_KIND[header.kind] ?? 'other'
      }
      afterBreak = false
      afterTitle = null
      continue
    }
    afterTitle = null
    if (deals && afterBreak && looksLikeDeal(cells, deals.headers)) section = 'deals'
    else if (deals && afterBreak && section === 'deals') section = 'other'
    afterBreak = false

    if (section === 'above-table' || (section === 'deals' && !deals)) {
      structure.push({ line, why: 'above-table' })
    } else if (section === 'deals' && deals) {
      rows.push({ record, what: isFooter(cells, deals.headers) ? 'footer' : 'deal' })
    } else if (section !== 'deals') {
      rows.push({ record, what: WHAT_OF_SECTION[section] })
      if (section === 'summary') summaries.push({ headers: summaryHeaders, record })
    }
  }
  if (!deals) return { kinds, incomplete }
  return {
    headerLine: deals.record.line,
    headers: deals.headers,
    underDealsTitle: deals.underTitle,
    rows,
    summaries,
    structure,
  }
}

/** A quick no for almost every row: a deal has digits where a second header has words. */
function hasNoFigures(cells: readonly string[], headers: readonly HeaderCell[]): boolean {
  const price = headers.find(({ field }) => field === 'exitPrice' || field === 'entryPrice')
  return price !== undefined && !/\d/.test(cells[price.index] ?? '')
}

function sameHeader(one: readonly HeaderCell[], two: readonly HeaderCell[]): boolean {
  return one.length === two.length && one.every((cell, index) => cell.header === two[index]?.header)
}

/**
 * A blank line in the middle of the deals (a doubled line end, a hand edit) must not hide the rows
 * after it: what has a direction word, or as many cells as the header, is still a deal.
 */
function looksLikeDeal(cells: readonly string[], headers: readonly HeaderCell[]): boolean {
  if (isFooter(cells, headers)) return true
  if (cells.length === headers.length && headers.length > 2) return true
  return hasDirection(cells, headers)
}

function hasDirection(cells: readonly string[], headers: readonly HeaderCell[]): boolean {
  return headers.some(
    ({ field, index }) =>
      (field === 'direction' || field === 'closingDirection') &&
      readDirection(cells[index] ?? '') !== null,
  )
}

/** Only totals are filled, or the row calls itself `Totals`. */
function isFooter(cells: readonly string[], headers: readonly HeaderCell[]): boolean {
  const first = cells.find((cell) => cell.trim() !== '') ?? ''
  // A share may be called TOTAL: with a direction beside it the row is a deal.
  if (TOTALS_WORDS.has(first.trim().toLowerCase()) && !hasDirection(cells, headers)) return true
  if (cells.length < 3) return false
  let amounts = false
  for (const { field, index } of headers) {
    const filled = !isMissing(cells[index] ?? '')
    if (!filled || !field) continue
    if (IDENTIFYING.has(field as DealField)) return false
    if (field === 'net' || field === 'commission' || field === 'gross' || field === 'swap') {
      amounts = true
    }
  }
  return amounts
}
