import type { Decimal } from 'decimal.js'
import type { Exact } from './exact'
import type { DealField } from './headers/fields'

/*
 * The words of an import.
 *
 * container      what the rows are packed in: delimited text, a workbook, an HTML page
 * closing deal   one execution that closed volume; a History file line is one of these
 * row            one record of the file, deal or not; it keeps the number of its line
 * assumption     something the file does not say outright, shown so that it can be changed
 * open question  an assumption that must be answered before anything may be stored
 * mapping        which column is which of our fields, where the headers do not say it
 */

export type Direction = 'LONG' | 'SHORT'
export type DateOrder = 'day-first' | 'month-first'
export type DecimalMark = '.' | ','
export type TimePrecision = 'millisecond' | 'second' | 'minute'
export type ContainerKind = 'delimited' | 'xlsx' | 'html'

/**
 * A and B are cTrader's CSV files, C its workbook, D its HTML statement; `cbot` the simulated trades of
 * a cBot, `mt5` a MetaTrader 5 history report, `mapped` a table whose columns somebody named.
 */
export type Family = 'A' | 'B' | 'C' | 'D' | 'cbot' | 'mt5' | 'mapped'

/** What each column is, by its place from 1; null for a column that is not used. */
export type Mapping = Readonly<Record<string, DealField | null>>

/** Cells written anew: line to column, counted from 1, to what stands there instead. */
export type Corrections = Readonly<Record<string, Readonly<Record<string, string>>>>

/** What the caller already knows or the person has answered. Nothing here overrules the file. */
export type ImportChoices = {
  /** Minutes east of UTC, for files whose headers name no zone. */
  utcOffsetMinutes?: number
  /** What files of this account were in before: shown first, but still asked. */
  lastUtcOffsetMinutes?: number
  dateOrder?: DateOrder
  decimalMark?: DecimalMark
  /** One of the `alternatives` of the net-column question. */
  netColumn?: string
  /** ISO code of the account the file is meant for. */
  accountCurrency?: string
  /** The person knows that the trades of this file are simulated. */
  simulated?: boolean
  /** The name of the sheet to read, where several hold trades. */
  sheet?: string
  mapping?: Mapping
  /** The person wants to look at the mapping once more. */
  reviewMapping?: boolean
  /** The person has corrected what stands in these cells. */
  corrections?: Corrections
}

export type ImportedDeal = {
  line: number
  externalDealId: bigint | null
  externalOrderId: string | null
  externalPositionId: bigint | null
  symbol: string
  /** Direction of the position, never of the closing order. */
  direction: Direction
  openedAt: Date | null
  closedAt: Date
  /** How finely this row writes its closing time. */
  closedAtPrecision: TimePrecision
  entryPrice: Exact
  exitPrice: Exact
  /** Digits after the decimal mark as written: `1.08520` has five, which the number forgets. */
  entryPriceDecimals: number
  exitPriceDecimals: number
  quantity: Exact
  /** `lots`, or the unit word as the file writes it. */
  quantityUnit: string
  gross: Exact | null
  swap: Exact | null
  commission: Exact | null
  net: Exact
  currency: string | null
  balanceAfter: Exact | null
  pips: Exact | null
  label: string | null
  comment: string | null
  channel: string | null
}

export type ProblemCode =
  | 'cell-missing'
  | 'opening-time-missing'
  | 'time-not-read'
  | 'no-such-date'
  | 'number-not-read'
  | 'number-out-of-range'
  | 'decimal-mark-unclear'
  | 'other-currency'
  | 'quantity-not-read'
  | 'quantity-not-positive'
  | 'not-in-lots'
  | 'direction-not-read'
  | 'directions-agree'
  | 'symbol-not-read'
  | 'id-not-read'
  | 'deal-id-repeated'
  | 'spreadsheet-damage'
  | 'quote-not-closed'
  | 'too-many-cells'
  | 'row-too-short'
  | 'row-too-long'
  | 'closed-before-opened'
  | 'net-does-not-add-up'
  | 'result-against-price'

/** `found` is row content: show it to its owner, never log it. */
export type RowProblem = {
  line: number
  column: string | null
  found: string
  expected: string
  code: ProblemCode
}

export type NotATrade =
  | 'footer'
  | 'open-position'
  | 'pending-order'
  | 'summary'
  | 'cash-movement'
  | 'repeated-deal'
  /** An order or deal that is part of a trade listed above it. */
  | 'detail'
  | 'other-text'

export type RowResult =
  | { line: number; status: 'ok'; deal: ImportedDeal; warnings: RowProblem[] }
  /** `cells` as the file has them, for the download of rejected rows; never for a log. */
  | { line: number; status: 'error'; problems: RowProblem[]; cells: readonly string[] }
  | { line: number; status: 'not-a-trade'; what: NotATrade }

export type AssumptionKind =
  | 'simulated'
  | 'sheet'
  | 'zone'
  | 'date-order'
  | 'currency'
  | 'quantity-unit'
  | 'decimal-mark'
  | 'net-column'
  | 'direction'
  | 'id-column'
  | 'mapping'

export type Assumption = {
  kind: AssumptionKind
  /** For the machine: minutes for a zone, `day-first`, `USD`, `.`, a header … */
  value: string
  /** For the reader: `UTC+2`, `day first` … */
  words: string
  evidence: string
  certain: boolean
  /** True: nothing may be stored until the caller passes a choice for it. */
  needsAnswer: boolean
  /** Empty when it cannot be changed. */
  alternatives: { value: string; words: string }[]
}

export type BalanceGap = {
  /** The row whose balance does not follow. */
  line: number
  /** The row it should follow. */
  afterLine: number
  after: Date
  amount: Decimal
}

type CheckBase = { level: 'ok' | 'info' | 'warning'; words: string }

export type CurrencyMismatch = CheckBase & {
  code: 'currency-mismatch'
  file: string
  account: string
}

export type FileCheck =
  | (CheckBase & {
      code:
        | 'footer-net'
        | 'footer-gross'
        | 'footer-swap'
        | 'footer-commission'
        | 'realised-net'
        | 'closing-balance'
      line: number
      file: Decimal
      ours: Decimal
    })
  | (CheckBase & {
      code: 'balance-chain'
      /** The first gaps in order of time; `gapCount` counts all. */
      gaps: BalanceGap[]
      gapCount: number
    })
  | CurrencyMismatch
  | (CheckBase & {
      code: 'no-opening-time' | 'not-in-lots' | 'spreadsheet-damage' | 'broken-quotes'
      rows: number
    })

/** How sure a column's meaning is: known header, similar header, or the shape of its cells alone. */
export type Confidence = 'sure' | 'likely' | 'choose'

export type ColumnUse = {
  /** Counted from 1, as a spreadsheet shows it. */
  position: number
  header: string
  /** Our field, or null when the column is not used. */
  field: DealField | null
  confidence: Confidence
  /** The first three values that are not empty; shown to the owner, never logged. */
  samples: string[]
}

export type RefusalCode =
  | 'empty'
  | 'too-large'
  | 'too-many-rows'
  | 'xls'
  | 'xlsb'
  | 'ods'
  | 'archive'
  | 'password-protected'
  | 'workbook-damaged'
  | 'unpacks-too-large'
  | 'picture'
  | 'pdf'
  | 'html-without-table'
  | 'not-text'
  | 'backtest-events'
  | 'open-positions'
  | 'pending-orders'
  | 'metatrader-4'
  | 'metatrader-detail'
  | 'price-history'
  | 'results-summary'
  | 'missing-columns'
  | 'column-twice'
  | 'two-tables'
  | 'zones-differ'
  | 'date-orders-mixed'
  | 'dates-turned'
  | 'spreadsheet-damage'
  | 'direction-unclear'
  | 'no-deals'
  | 'not-recognised'

export type RefusedFile = {
  status: 'refused'
  code: RefusalCode
  message: { title: string; body: string }
}

/** What the lines above the tables say about the account. */
export type Metadata = { account: string | null; currency: string | null; broker: string | null }

/** What is known of a file before its rows are gone through. */
export type FileFacts = {
  family: Family
  container: ContainerKind
  /** What was recognised, in one sentence. */
  sentence: string
  /** How the text is written; null in a workbook. */
  encoding: string | null
  delimiter: string | null
  sheet: string | null
  /** The language of the headers, in English. */
  language: string
  /** What `line` counts: lines of text, or rows of a sheet or page. */
  lineWord: 'line' | 'row'
  headerLine: number
  /** Equal for files with equal headers: a mapping is kept under it. */
  headerFingerprint: string
  /** The trades are simulated: they belong into an account marked so. */
  simulated: boolean
  metadata: Metadata
  columns: ColumnUse[]
  assumptions: Assumption[]
  /** Kinds of the assumptions that still need an answer; commit only when empty. */
  openQuestions: AssumptionKind[]
  /** Lines that are titles, headers or text above the table. */
  skippedLines: { line: number; why: 'above-table' | 'title' | 'header' }[]
}

/** A table of trades, by all appearances, whose columns nobody has named yet. */
export type UnmappedFile = Omit<FileFacts, 'family' | 'simulated'> & {
  status: 'unmapped'
  message: { title: string; body: string }
  /** The fields there are, and whether one must be chosen. */
  fields: { field: DealField; name: string; required: boolean }[]
  /** Required fields no column is taken for yet. */
  missing: DealField[]
  /** What is wrong with the mapping that was given, in words. */
  problems: string[]
}

export type RecognisedFile = FileFacts & {
  status: 'read'
  /** In the order of the file, one per record that is not structure. */
  rows: RowResult[]
  checks: FileCheck[]
}

/** As `RecognisedFile`, with rows that are read when they are asked for. */
export type OpenedFile = FileFacts & {
  status: 'opened'
  /** How many rows `rows` gives. */
  rowCount: number
  currencyMismatch: CurrencyMismatch | null
  /** From the first row, as often as it is called; ends with what the file says against itself. */
  rows(): Generator<RowResult, FileCheck[], undefined>
  /** The same rows, for who has seen the checks already. */
  rowsAgain(): Generator<RowResult>
}

export type ReadFile = RefusedFile | UnmappedFile | RecognisedFile
