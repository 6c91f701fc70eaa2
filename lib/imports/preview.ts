import { createHash } from 'node:crypto'
import type { Dec } from '@/lib/domain/decimal'
import type {
  ClosingView,
  ImportAssumptionView,
  ImportCounts,
  ImportRowView,
  ImportView,
} from '@/lib/domain/views/import'
import { checkNumber } from './account-number'
import type { HeldClosing } from './existing-closings'
import { asWritten } from './reading/exact'
import { groupIntoPositions } from './reading/group-into-positions'
import { storable } from './reading/plain-text'
import { problemInWords } from './reading/problem-words'
import { readImportFile } from './reading/read-import-file'
import { reconcile, type Verdict } from './reading/reconcile'
import type {
  Assumption,
  AssumptionKind,
  ImportChoices,
  ImportedDeal,
  Metadata,
  NotATrade,
  RecognisedFile,
  RowResult,
  UnmappedFile,
} from './reading/types'
import { INTO_SIMULATED, refuseSimulated } from './simulated-trades'

/** What the trader is shown before anything is stored, and what the commit then does. */
export type Plan = {
  preview: StoredPreview
  rows: PlannedRow[]
  /** The deals the file tells, new or not, with the position each belongs to. */
  told: {
    deal: ImportedDeal
    fingerprint: string
    apart: boolean
    position: string
    inferred: boolean
  }[]
}

/** A row and, where it cannot be read, its cells as the file has them. */
export type PlannedRow = ImportRowView & { cells?: readonly string[] }

/** The part of a plan that is kept beside the file; it holds no row. */
export type StoredPreview = Pick<
  ImportView,
  'sentence' | 'refusal' | 'mapping' | 'checks' | 'columnsUsed' | 'columnsNotUsed' | 'counts'
> & {
  assumptions: Omit<ImportAssumptionView, 'recalled'>[]
  openQuestions: number
  /** Its trades were never made: so is the account that they are added to. */
  simulated: boolean
  /** What the file says of the account, above its tables. */
  metadata: Metadata
  /** Equal for files with equal headers; null where none were found. */
  headerFingerprint: string | null
  /** Equal for equal rows, so that rows that are kept already need not be written again. */
  rowsDigest: string | null
  /** How the file is written, so that its rejected rows can be written alike. */
  headers: string[]
  delimiter: string
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

const TOPICS: Record<AssumptionKind, string> = {
  simulated: 'Simulated',
  sheet: 'Sheet',
  mapping: 'Columns',
  zone: 'Time zone',
  'date-order': 'Dates',
  currency: 'Currency',
  'quantity-unit': 'Quantity',
  'decimal-mark': 'Decimals',
  'net-column': 'Net profit',
  direction: 'Direction',
  'id-column': 'ID column',
}

const CHOICE_FIELDS = {
  zone: 'utcOffsetMinutes',
  'date-order': 'dateOrder',
  'net-column': 'netColumn',
  'decimal-mark': 'decimalMark',
  simulated: 'simulated',
  sheet: 'sheet',
} as const

/** What the plan has to know of the account. */
export type PlanAccount = {
  /** It shows what cTrader says of it: what never was traded has no place in it. */
  linked: boolean
  /** It is for simulated trades. */
  simulated: boolean
  /** Its number at the broker, where it is known. */
  number: string | null
  isEmpty: () => Promise<boolean>
  digits: number
  currency: string | null
  /** Lines the trader wants added although they look like a deal that is here. */
  apart: ReadonlySet<number>
  /** Causes of unreadable rows that the trader leaves out: they are problems no more. */
  leftOut: ReadonlySet<string>
  findExisting: (deals: ImportedDeal[]) => Promise<HeldClosing[]>
}

/**
 * Reads a file and compares it with what the account holds. Pure: the preview and the commit call
 * it with the same file and choices, the commit inside its transaction.
 */
export async function planImport(
  bytes: Uint8Array,
  choices: ImportChoices,
  account: PlanAccount,
): Promise<Plan> {
  const file = readImportFile(bytes, choices)
  if (file.status === 'refused')
    return { preview: refusedPreview({ code: file.code, ...file.message }), rows: [], told: [] }
  if (file.status === 'unmapped') return { preview: unmappedPreview(file), rows: [], told: [] }
  const misplaced = file.simulated ? await refuseSimulated(account) : null
  if (misplaced) return { preview: refusedPreview(misplaced), rows: [], told: [] }
  const mismatch = file.checks.find((check) => check.code === 'currency-mismatch')
  if (mismatch)
    return {
      preview: refusedPreview({
        code: 'other-currency',
        title: `This file is in ${mismatch.file}, the account is in ${mismatch.account}`,
        body: `Its amounts would be added up as ${mismatch.account}. Upload it again for an account in ${mismatch.file}, or make a new account for it.`,
      }),
      rows: [],
      told: [],
    }
  return planRows(file, account, new Set(Object.keys(choices.corrections ?? {}).map(Number)))
}

/** A table whose columns have to be chosen before anything can be said of its rows. */
function unmappedPreview(file: UnmappedFile): StoredPreview {
  return {
    ...refusedPreview(null),
    sentence: file.sentence,
    mapping: {
      ...file.message,
      problems: file.problems,
      columns: file.columns,
      fields: file.fields,
    },
    openQuestions: file.openQuestions.length,
    headerFingerprint: file.headerFingerprint,
  }
}

export function refusedPreview(refusal: StoredPreview['refusal']): StoredPreview {
  return {
    sentence: null,
    refusal,
    mapping: null,
    assumptions: [],
    checks: [],
    columnsUsed: [],
    columnsNotUsed: [],
    counts: null,
    openQuestions: 0,
    simulated: false,
    metadata: { account: null, currency: null, broker: null },
    headerFingerprint: null,
    rowsDigest: null,
    headers: [],
    delimiter: ',',
  }
}

async function planRows(
  file: RecognisedFile,
  account: PlanAccount,
  corrected: ReadonlySet<number>,
): Promise<Plan> {
  const deals = file.rows.flatMap((row) => (row.status === 'ok' ? [row.deal] : []))
  const existing = await account.findExisting(deals)
  const held = new Map(existing.map((one) => [one.ref, one]))
  const { verdicts } = reconcile(deals, existing, account.apart)
  const verdictOf = new Map(verdicts.map((verdict) => [verdict.line, verdict]))
  const rows = file.rows.map((row) =>
    toRowView(row, verdictOf.get(row.line), { file, held, account, corrected }),
  )
  const positions = groupIntoPositions(deals)
  const newPositions = new Set<string>()
  const told = deals.flatMap((deal, index) => {
    const verdict = verdictOf.get(deal.line)
    const position = positions[index]
    if (!verdict || verdict.verdict === 'repeated' || !position) return []
    if (verdict.verdict === 'new') newPositions.add(position.key)
    const apart = account.apart.has(deal.line) && deal.externalDealId === null
    const { fingerprint } = verdict
    return [{ deal, fingerprint, apart, position: position.key, inferred: position.inferred }]
  })
  const counts = countVerdicts(rows, newPositions.size)
  return {
    preview: { ...toPreview(file, counts, account), rowsDigest: digestOf(rows) },
    rows,
    told,
  }
}

function digestOf(rows: PlannedRow[]): string {
  const hash = createHash('sha256')
  for (const row of rows) hash.update(JSON.stringify(row))
  return hash.digest('hex')
}

function toPreview(
  file: RecognisedFile,
  counts: ImportCounts,
  account: PlanAccount,
): Omit<StoredPreview, 'rowsDigest'> {
  return {
    sentence: file.sentence,
    refusal: null,
    mapping: null,
    assumptions: file.assumptions.map((assumption) => {
      const field = CHOICE_FIELDS[assumption.kind as keyof typeof CHOICE_FIELDS]
      const { kind, words, evidence, certain, needsAnswer, value } = assumption
      return {
        kind,
        text: needsAnswer ? TOPICS[kind] : `${TOPICS[kind]}: ${words}`,
        evidence,
        certain,
        needsAnswer,
        choice:
          field && (needsAnswer || assumption.alternatives.length > 0)
            ? {
                field,
                value: needsAnswer ? null : value,
                options: optionsOf(assumption),
              }
            : null,
      }
    }),
    checks: [
      ...(account.simulated && !file.simulated
        ? [{ level: 'warning' as const, text: INTO_SIMULATED }]
        : []),
      ...checkNumber(file.metadata, account.number),
      ...(counts.newTrades === counts.new
        ? []
        : [{ level: 'info' as const, text: closingsMakeTrades(counts) }]),
      ...file.checks.map(({ level, words }) => ({ level, text: words })),
    ],
    columnsUsed: file.columns.flatMap(({ header, field }) => (field ? [header] : [])),
    columnsNotUsed: file.columns.flatMap(({ header, field }) => (field ? [] : [header])),
    counts,
    openQuestions: file.openQuestions.length,
    simulated: file.simulated,
    metadata: file.metadata,
    headerFingerprint: file.headerFingerprint,
    headers: file.columns.map(({ header }) => header),
    delimiter: file.delimiter ?? ',',
  }
}

function closingsMakeTrades({ new: closings, newTrades }: ImportCounts): string {
  const trades = newTrades === 1 ? '1 trade' : `${newTrades} trades`
  return `${closings} new closing deals make ${trades}: a position closed in parts is one trade.`
}

/** What is assumed now and what it could be instead, in the order people look for it. */
function optionsOf({ kind, value, words, alternatives }: Assumption) {
  const all = [{ value, words }, ...alternatives]
  if (kind === 'zone') all.sort((a, b) => Number(a.value) - Number(b.value))
  return all.map((each) => ({ value: each.value, label: each.words }))
}

function countVerdicts(rows: ImportRowView[], newTrades: number): ImportCounts {
  const count = (verdict: ImportRowView['verdict']) =>
    rows.filter((row) => row.verdict === verdict).length
  return {
    new: count('new'),
    newTrades,
    alreadyHere: count('already-here'),
    differs: count('differs'),
    problems: count('problem'),
    notTrades: count('not-a-trade'),
    fills: rows.filter(({ fills }) => fills.length > 0).length,
  }
}

function toRowView(
  row: RowResult,
  verdict: Verdict | undefined,
  {
    file,
    held: heldBy,
    account,
    corrected: correctedLines,
  }: {
    file: RecognisedFile
    held: ReadonlyMap<string, HeldClosing>
    account: PlanAccount
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
    const cause = row.problems[0]?.code ?? null
    if (cause && account.leftOut.has(cause))
      return {
        ...plain,
        verdict: 'not-a-trade',
        reasons: ['You left this row out.', ...reasons],
        cause: LEFT_OUT,
      }
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
    fills: held
      ? FILLED.filter((name) => row.deal[name] !== null && held.words[name] === null)
      : [],
    wrongCells: [],
    corrected,
    apart,
  }
}

/** Cells that a problem names, where the header says which they are. */
function wrongCellsOf(
  { problems, cells }: Extract<RowResult, { status: 'error' }>,
  { columns }: RecognisedFile,
): ImportRowView['wrongCells'] {
  const named = new Set(problems.map(({ column }) => column))
  return columns.flatMap(({ header, position }) => {
    const alike = columns.filter((column) => column.header === header).length
    if (!named.has(header) || alike > 1) return []
    return { column: position, header, value: storable(cells[position - 1] ?? '') }
  })
}

const FILLED = ['label', 'comment', 'channel'] as const

function shownAs(verdict: Verdict | undefined): ImportRowView['verdict'] {
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
  account: PlanAccount,
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
