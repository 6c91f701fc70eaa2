import type { MoneyView } from './money'

export type ImportStatus =
  | 'reading'
  | 'refused'
  | 'needs-answers'
  | 'ready'
  | 'committing'
  | 'done'
  | 'failed'

export type ImportAssumptionView = {
  kind: string
  /** What is assumed, in words: "Times are in UTC+2". */
  text: string
  /** Why: "from the header `Closing time (UTC+2)`". */
  evidence: string
  certain: boolean
  needsAnswer: boolean
  /** Set when the trader can change it. */
  choice: {
    field: 'utcOffsetMinutes' | 'dateOrder' | 'netColumn' | 'decimalMark' | 'simulated' | 'sheet'
    value: string | null
    options: { value: string; label: string }[]
  } | null
}

/** The columns of a file whose headers do not say what they are. */
export type ImportMappingView = {
  title: string
  body: string
  /** What is wrong with the choice made, in words. */
  problems: string[]
  columns: {
    /** Counted from 1. */
    position: number
    header: string
    /** The field it is taken for, or null when it is not used. */
    field: string | null
    confidence: 'sure' | 'likely' | 'choose'
    samples: string[]
  }[]
  fields: { field: string; name: string; required: boolean }[]
}

export type ImportRowView = {
  line: number
  verdict: 'new' | 'already-here' | 'differs' | 'problem' | 'not-a-trade'
  /** Why, in words, one sentence per entry. */
  reasons: string[]
  /** Code of the first reason, without anything of the row. */
  cause: string | null
  deal: {
    symbol: string
    direction: 'LONG' | 'SHORT'
    openedAt: string | null
    closedAt: string
    quantity: string
    quantityUnit: string
    entryPrice: string
    exitPrice: string
    net: MoneyView
  } | null
}

export type ImportCounts = {
  new: number
  /** Trades that the new closing deals make: a position closed in parts is one. */
  newTrades: number
  alreadyHere: number
  differs: number
  problems: number
  notTrades: number
}

export type ImportView = {
  id: string
  fileName: string
  sizeBytes: number
  accountId: string
  accountName: string
  uploadedAt: string
  status: ImportStatus
  /** "cTrader History, times in UTC+2, amounts in USD, 37 closing deals." */
  sentence: string | null
  refusal: { code: string; title: string; body: string } | null
  /** Set while the columns of the file have to be chosen. */
  mapping: ImportMappingView | null
  assumptions: ImportAssumptionView[]
  checks: { level: 'ok' | 'info' | 'warning'; text: string }[]
  columnsUsed: string[]
  columnsNotUsed: string[]
  counts: ImportCounts | null
  /** At most the first 200 rows of the asked verdict; `counts` has them all. */
  rows: ImportRowView[]
  /** After the commit. */
  result: {
    /** Closing deals, and the trades they make. */
    added: number
    addedTrades: number
    alreadyHere: number
    skipped: number
    failed: number
  } | null
  sameFileUploadedAt: string | null
}

export type ImportListItemView = {
  id: string
  fileName: string
  accountName: string
  uploadedAt: string
  status: ImportStatus
  counts: ImportCounts | null
  added: number | null
}
