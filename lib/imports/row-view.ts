import type { Dec } from '@/lib/domain/decimal'
import type { ClosingView, ImportRowView } from '@/lib/domain/views/import'
import type { HeldClosing } from './existing-closings'
import { asWritten } from './reading/exact'
import { storable } from './reading/plain-text'
import { problemInWords } from './reading/problem-words'
import type { Verdict } from './reading/reconcile'
import type { FileFacts, ImportedDeal, NotATrade, RowResult } from './reading/types'

/** A row and, where it cannot be read, its cells as the file has them. */
export type PlannedRow = ImportRowView & { cells?: readonly string[] }

/** What the account decides of how a row is shown. */
export type AccountOfRows = {
  digits: number
  currency: string | null
  /** Lines the trader wants added although they look like a deal that is here. */
  apart: ReadonlySet<number>
  /** Causes of unreadable rows that the trader leaves out: they are problems no more. */
  leftOut: ReadonlySet<string>
}

const NOT_TRADES: Record<NotATrade, string> = {
  footer: 'The totals line of the table; used as a check only.',
  'open-position': 'An open position, not a closed trade.',
  'pending-order': 'A pending order, not a closed trade.',
  summary: 'The summary of the account; used as a check only.',
  'cash-movement': 'A deposit or withdrawal, not a trade.',
  'repeated-deal': 'The same deal stands in this file twice.',
  detail: 'An order or a deal behind the trades above; it is counted there.',
  'other-text': 'Text between the tables.',
}

/** The cause of rows that the trader leaves out. */
export const LEFT_OUT = 'left-out'

export function toRowView(
  row: RowResult,
  verdict: Verdict | undefined,
  {
    file,
    held: heldBy,
    account,
    corrected: correctedLines,
  }: {
    file: FileFacts
    held: ReadonlyMap<string, HeldClosing>
    account: AccountOfRows
    corrected: ReadonlySet<number>
  },
): PlannedRow {
  const { line } = row
  const { lineWord } = file
  const corrected = correctedLines.has(line)
  const plain = {
    line,
    deal: null,
    repeats: null,
    differences: [],
    fills: [],
    wrongCells: [],
    corrected,
    apart: false,
  }
  if (row.status === 'error') {
    const reasons = row.problems.map((problem) => problemInWords(problem, lineWord))
    if (isLeftOut(row, account))
      return {
        ...plain,
        verdict: 'not-a-trade',
        reasons: ['You left this row out.', ...reasons],
        cause: LEFT_OUT,
      }
    const cause = causeOfProblems(row)
    const wrongCells = wrongCellsOf(row, file)
    return { ...plain, verdict: 'problem', reasons, cause, wrongCells, cells: row.cells }
  }
  if (row.status === 'not-a-trade')
    return {
      ...plain,
      verdict: 'not-a-trade',
      reasons: [NOT_TRADES[row.what]],
      cause: row.what,
    }
  const apart = account.apart.has(line) && verdict?.verdict === 'new'
  const held = verdict && 'ref' in verdict ? heldBy.get(verdict.ref) : undefined
  const reason = apart ? 'A trade of its own: you said so.' : reasonFor(verdict, lineWord)
  const warnings = row.warnings.map((warning) => problemInWords(warning, lineWord))
  return {
    line,
    verdict: shownAs(verdict),
    reasons: [
      ...(corrected ? ['You corrected this row.'] : []),
      ...(reason ? [reason, ...warnings] : warnings),
    ],
    cause: causeOf(verdict),
    deal: dealView(row.deal, account.digits),
    repeats: held
      ? {
          by: repeatedBy(verdict),
          dealId: held.dealId?.toString() ?? null,
          deal: heldView(held, row.deal, account),
        }
      : null,
    differences: verdict?.verdict === 'differs' ? verdict.differences : [],
    fills: fillsOf(row.deal, held),
    wrongCells: [],
    corrected,
    apart,
  }
}

type UnreadableRow = Extract<RowResult, { status: 'error' }>

function causeOfProblems({ problems }: UnreadableRow): string | null {
  return problems[0]?.code ?? null
}

export function isLeftOut(row: UnreadableRow, { leftOut }: AccountOfRows): boolean {
  const cause = causeOfProblems(row)
  return cause !== null && leftOut.has(cause)
}

/** Cells that a problem names, where the header says which they are. */
function wrongCellsOf(
  { problems, cells }: UnreadableRow,
  { columns }: FileFacts,
): ImportRowView['wrongCells'] {
  const named = new Set(problems.map(({ column }) => column))
  return columns.flatMap(({ header, position }) => {
    const alike = columns.filter((column) => column.header === header).length
    if (!named.has(header) || alike > 1) return []
    return { column: position, header, value: storable(cells[position - 1] ?? '') }
  })
}

const FILLED = ['label', 'comment', 'channel'] as const

/** What the journal does not know yet of a deal and gets from a row that tells it again. */
export function fillsOf(
  deal: ImportedDeal,
  held: HeldClosing | undefined,
): (typeof FILLED)[number][] {
  return held ? FILLED.filter((name) => deal[name] !== null && held.words[name] === null) : []
}

export function shownAs(verdict: Verdict | undefined): ImportRowView['verdict'] {
  if (!verdict) return 'new'
  return verdict.verdict === 'repeated' ? 'already-here' : verdict.verdict
}

function causeOf(verdict: Verdict | undefined): string | null {
  if (verdict?.verdict === 'repeated') return 'repeated'
  return verdict?.verdict === 'already-here' ? verdict.matchedBy : null
}

function repeatedBy(verdict: Verdict | undefined): 'deal-id' | 'same-row' | 'figures' {
  if (verdict?.verdict !== 'already-here') return 'deal-id'
  return verdict.matchedBy === 'fingerprint' ? 'same-row' : verdict.matchedBy
}

function reasonFor(verdict: Verdict | undefined, lineWord: 'line' | 'row'): string | null {
  switch (verdict?.verdict) {
    case 'already-here':
      return MATCHED_BY[verdict.matchedBy]
    case 'differs':
      return 'Known by its deal ID, with other figures. What is here stays.'
    case 'repeated':
      return `The same deal as ${lineWord} ${verdict.firstLine}.`
    default:
      return null
  }
}

const MATCHED_BY = {
  'deal-id': 'Already here: same deal ID.',
  fingerprint: 'Already here: the same row came in a file before.',
  figures: 'Already here: same symbol, time, price, quantity and net.',
}

/** Prices with at least the digits of the row above, so that equal ones look equal. */
function heldView(
  { figures, entryPrice }: HeldClosing,
  row: ImportedDeal,
  account: AccountOfRows,
): ClosingView {
  return {
    symbol: figures.symbol,
    direction: figures.side === 'SELL' ? 'LONG' : 'SHORT',
    openedAt: null,
    closedAt: figures.at.toISOString(),
    quantity: figures.quantity.toFixed(),
    quantityUnit: figures.quantityUnit,
    entryPrice: atLeast(entryPrice, row.entryPriceDecimals),
    exitPrice: atLeast(figures.price, row.exitPriceDecimals),
    net: {
      amount: figures.net.toFixed(),
      currency: account.currency ?? '',
      digits: account.digits,
    },
  }
}

function atLeast(price: Dec, decimals: number): string {
  return price.toFixed(Math.max(decimals, price.decimalPlaces()))
}

function dealView(deal: ImportedDeal, digits: number): ClosingView {
  return {
    symbol: deal.symbol,
    direction: deal.direction,
    openedAt: deal.openedAt?.toISOString() ?? null,
    closedAt: deal.closedAt.toISOString(),
    quantity: deal.quantity,
    quantityUnit: deal.quantityUnit,
    entryPrice: asWritten(deal.entryPrice, deal.entryPriceDecimals),
    exitPrice: asWritten(deal.exitPrice, deal.exitPriceDecimals),
    net: { amount: deal.net, currency: deal.currency ?? '', digits },
  }
}
