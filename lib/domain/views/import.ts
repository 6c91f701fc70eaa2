import type { MoneyView } from './money'

export type ImportStatus =
  | 'reading'
  | 'refused'
  | 'needs-answers'
  | 'ready'
  | 'committing'
  | 'done'
  | 'failed'
  | 'undoing'
  | 'undone'
  | 'restoring'

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
  /** Set when it is taken over from what the trader answered for an earlier file. */
  recalled: SavedAnswersView | null
}

/** Answers that are kept for files with the same headers: the file they were given for last, and when. */
export type SavedAnswersView = { fileName: string; answeredAt: string }

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

/** A closing deal as a row of a file tells it, or as the journal holds it. */
export type ClosingView = {
  symbol: string
  direction: 'LONG' | 'SHORT'
  openedAt: string | null
  closedAt: string
  quantity: string
  quantityUnit: string
  entryPrice: string
  exitPrice: string
  net: MoneyView
}

/** Where a row and the deal it repeats do not say the same. */
export type DifferenceView = {
  field: 'symbol' | 'direction' | 'closedAt' | 'entryPrice' | 'exitPrice' | 'quantity' | 'net'
  ours: string
  file: string
}

export type ImportRowView = {
  line: number
  verdict: 'new' | 'already-here' | 'differs' | 'problem' | 'not-a-trade'
  /** Why, in words, one sentence per entry. */
  reasons: string[]
  /** Code of the first reason, without anything of the row. */
  cause: string | null
  deal: ClosingView | null
  /** The deal of the journal that this row repeats, and how we know. */
  repeats: {
    by: 'deal-id' | 'same-row' | 'figures'
    dealId: string | null
    deal: ClosingView
  } | null
  differences: DifferenceView[]
  /** What the journal does not know of that deal yet and gets from this row. */
  fills: ('label' | 'comment' | 'channel')[]
  /** Cells that cannot be read, to be written anew: column from 1, its header, what stands there. */
  wrongCells: { column: number; header: string; value: string }[]
  /** The trader has corrected cells of it. */
  corrected: boolean
  /** The trader says it is a trade of its own although it looks like another. */
  apart: boolean
}

export type ImportCounts = {
  new: number
  /** Trades that the new closing deals make: a position closed in parts is one. */
  newTrades: number
  alreadyHere: number
  differs: number
  problems: number
  notTrades: number
  /** Deals that are here and get a label, comment or channel from the file. */
  fills: number
}

/** Rows that cannot be read and that the same thing would help. */
export type ProblemGroupView = {
  cure: string | null
  rows: number
  /** What is wrong with them, and the first lines it is wrong on. */
  causes: { cause: string | null; text: string; rows: number; lines: number[] }[]
}

/** The same thing that cannot be read, in several rows of one column: it is corrected once for all. */
export type AlikeCellsView = { column: number; header: string; value: string; rows: number }

/** What undoing an import would do, or that it was undone. */
export type ImportUndoView = {
  /** What only this file told and would go, and what others tell as well and would stay. */
  removes: { deals: number; trades: number } | null
  keeps: number
  undoneAt: string | null
  restorableUntil: string | null
  /** The last undo or restore gave up and changed nothing. */
  stoppedAt: string | null
}

/** One thing that happened to an import, with the deals it concerned. */
export type ImportEventView = {
  id: string
  what: 'added' | 'undone' | 'restored'
  at: string
  added: number
  updated: number
  removed: number
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
  savedAnswers: SavedAnswersView | null
  checks: { level: 'ok' | 'info' | 'warning'; text: string }[]
  columnsUsed: string[]
  columnsNotUsed: string[]
  counts: ImportCounts | null
  problemGroups: ProblemGroupView[]
  alikeCells: AlikeCellsView[]
  /** Causes whose rows the trader leaves out, and how many rows those are. */
  leftOut: { causes: string[]; rows: number }
  /** Lines that the trader adds although they look like a deal that is here. */
  addAnyway: number[]
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
    /** Deals that got a label, comment or channel. */
    filled: number
  } | null
  /** The same file, uploaded for the same account before. */
  sameFile: { importId: string; uploadedAt: string; undone: boolean } | null
  undo: ImportUndoView | null
  history: ImportEventView[]
}

export type ImportListItemView = {
  id: string
  fileName: string
  accountName: string
  uploadedAt: string
  status: ImportStatus
  counts: ImportCounts | null
  added: number | null
  undo: Pick<ImportUndoView, 'undoneAt' | 'restorableUntil' | 'stoppedAt'>
}
