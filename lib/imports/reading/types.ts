import type { Decimal } from 'decimal.js'

/*
 * The words of an import.
 *
 * closing deal   one execution that closed volume; a History file line is one of these
 * row            one record of the file, deal or not; it keeps its physical line number
 * assumption     something the file does not say outright, shown so that it can be changed
 * open question  an assumption that must be answered before anything may be stored
 */

export type Direction = 'LONG' | 'SHORT'
export type DateOrder = 'day-first' | 'month-first'
export type DecimalMark = '.' | ','
export type TimePrecision = 'millisecond' | 'second' | 'minute'
export type Family = 'A' | 'B'

/** What the caller already knows or the person has answered. Nothing here overrules the file. */
export type ImportChoices = {
  /** Minutes east of UTC, for files whose headers name no zone. */
  utcOffsetMinutes?: number
  dateOrder?: DateOrder
  decimalMark?: DecimalMark
  /** One of the `alternatives` of the net-column question. */
  netColumn?: string
  /** ISO code of the account the file is meant for. */
  accountCurrency?: string
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
  entryPrice: Decimal
  exitPrice: Decimal
  /** Digits after the decimal mark as written (`1.08520` has five), which Decimal forgets. */
  entryPriceDecimals: number
  exitPriceDecimals: number
  quantity: Decimal
  /** `lots`, or the unit word as the file writes it. */
  quantityUnit: string
  gross: Decimal | null
  swap: Decimal | null
  commission: Decimal | null
  net: Decimal
  currency: string | null
  balanceAfter: Decimal | null
  pips: Decimal | null
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
  | 'other-text'

export type RowResult =
  | { line: number; status: 'ok'; deal: ImportedDeal; warnings: RowProblem[] }
  /** `cells` as the file has them, for the download of rejected rows; never for a log. */
  | { line: number; status: 'error'; problems: RowProblem[]; cells: readonly string[] }
  | { line: number; status: 'not-a-trade'; what: NotATrade }

export type AssumptionKind =
  | 'zone'
  | 'date-order'
  | 'currency'
  | 'quantity-unit'
  | 'decimal-mark'
  | 'net-column'
  | 'direction'
  | 'id-column'

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

export type FileCheck =
  | (CheckBase & {
      code: 'footer-net' | 'footer-gross' | 'footer-swap' | 'footer-commission' | 'realised-net'
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
  | (CheckBase & { code: 'currency-mismatch'; file: string; account: string })
  | (CheckBase & {
      code: 'no-opening-time' | 'not-in-lots' | 'spreadsheet-damage' | 'broken-quotes'
      rows: number
    })

export type ColumnUse = {
  /** Counted from 1, as a spreadsheet shows it. */
  position: number
  header: string
  /** Our field, or null when the column is not used. */
  field: string | null
}

export type RefusalCode =
  | 'empty'
  | 'too-large'
  | 'too-many-rows'
  | 'xlsx'
  | 'xls'
  | 'pdf'
  | 'html'
  | 'not-text'
  | 'cbot-history'
  | 'backtest-events'
  | 'open-positions'
  | 'pending-orders'
  | 'metatrader'
  | 'price-history'
  | 'missing-columns'
  | 'column-twice'
  | 'two-tables'
  | 'zones-differ'
  | 'date-orders-mixed'
  | 'spreadsheet-damage'
  | 'direction-unclear'
  | 'no-deals'
  | 'not-recognised'

export type RefusedFile = {
  status: 'refused'
  code: RefusalCode
  message: { title: string; body: string }
}

export type RecognisedFile = {
  status: 'read'
  family: Family
  /** What was recognised, in one sentence. */
  sentence: string
  encoding: string
  delimiter: string
  headerLine: number
  columns: ColumnUse[]
  assumptions: Assumption[]
  /** Kinds of the assumptions that still need an answer; commit only when empty. */
  openQuestions: AssumptionKind[]
  /** In the order of the file, one per record that is not structure. */
  rows: RowResult[]
  /** Lines that are titles, headers or text above the table. */
  skippedLines: { line: number; why: 'above-table' | 'title' | 'header' }[]
  checks: FileCheck[]
}

export type ReadFile = RefusedFile | RecognisedFile
