import type { ImportCounts, ImportRowView, ImportView } from '@/lib/domain/views/import'
import { asWritten } from './reading/exact'
import { groupIntoPositions } from './reading/group-into-positions'
import { problemInWords } from './reading/problem-words'
import { readImportFile } from './reading/read-import-file'
import { type ExistingClosing, reconcile, type Verdict } from './reading/reconcile'
import type {
  Assumption,
  AssumptionKind,
  ImportChoices,
  ImportedDeal,
  NotATrade,
  RecognisedFile,
  RowProblem,
  RowResult,
  UnmappedFile,
} from './reading/types'

/** What the trader is shown before anything is stored, and what the commit then does. */
export type Plan = {
  preview: StoredPreview
  rows: ImportRowView[]
  /** The deals to add, with the position each belongs to. */
  additions: {
    deal: ImportedDeal
    fingerprint: string
    occurrence: number
    position: string
    inferred: boolean
  }[]
}

/** The part of a plan that is kept beside the file; it holds no row. */
export type StoredPreview = Pick<
  ImportView,
  | 'sentence'
  | 'refusal'
  | 'mapping'
  | 'assumptions'
  | 'checks'
  | 'columnsUsed'
  | 'columnsNotUsed'
  | 'counts'
> & { openQuestions: number }

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

/**
 * Reads a file and compares it with what the account holds. Pure: the preview and the commit call
 * it with the same file and choices, the commit inside its transaction.
 */
export function planImport(
  bytes: Uint8Array,
  choices: ImportChoices,
  digits: number,
  findExisting: (deals: ImportedDeal[]) => Promise<ExistingClosing[]>,
): Promise<Plan> {
  const file = readImportFile(bytes, choices)
  if (file.status === 'refused')
    return Promise.resolve({
      preview: refusedPreview({ code: file.code, ...file.message }),
      rows: [],
      additions: [],
    })
  if (file.status === 'unmapped')
    return Promise.resolve({ preview: unmappedPreview(file), rows: [], additions: [] })
  const mismatch = file.checks.find((check) => check.code === 'currency-mismatch')
  if (mismatch)
    return Promise.resolve({
      preview: refusedPreview({
        code: 'other-currency',
        title: `This file is in ${mismatch.file}, the account is in ${mismatch.account}`,
        body: `Its amounts would be added up as ${mismatch.account}. Upload it again for an account in ${mismatch.file}, or make a new account for it.`,
      }),
      rows: [],
      additions: [],
    })
  return planRows(file, digits, findExisting)
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
  }
}

async function planRows(
  file: RecognisedFile,
  digits: number,
  findExisting: (deals: ImportedDeal[]) => Promise<ExistingClosing[]>,
): Promise<Plan> {
  const deals = file.rows.flatMap((row) => (row.status === 'ok' ? [row.deal] : []))
  const { verdicts } = reconcile(deals, await findExisting(deals))
  const verdictOf = new Map(verdicts.map((verdict) => [verdict.line, verdict]))
  const rows = file.rows.map((row) =>
    toRowView(row, verdictOf.get(row.line), file.lineWord, digits),
  )
  const positions = groupIntoPositions(deals)
  const additions = deals.flatMap((deal, index) => {
    const verdict = verdictOf.get(deal.line)
    const position = positions[index]
    if (verdict?.verdict !== 'new' || !position) return []
    const { fingerprint, occurrence } = verdict
    return [{ deal, fingerprint, occurrence, position: position.key, inferred: position.inferred }]
  })
  const newTrades = new Set(additions.map(({ position }) => position)).size
  return { preview: toPreview(file, countVerdicts(rows, newTrades)), rows, additions }
}

function toPreview(file: RecognisedFile, counts: ImportCounts): StoredPreview {
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
      ...(counts.newTrades === counts.new
        ? []
        : [{ level: 'info' as const, text: closingsMakeTrades(counts) }]),
      ...file.checks.map(({ level, words }) => ({ level, text: words })),
    ],
    columnsUsed: file.columns.flatMap(({ header, field }) => (field ? [header] : [])),
    columnsNotUsed: file.columns.flatMap(({ header, field }) => (field ? [] : [header])),
    counts,
    openQuestions: file.openQuestions.length,
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
  }
}

function toRowView(
  row: RowResult,
  verdict: Verdict | undefined,
  lineWord: 'line' | 'row',
  digits: number,
): ImportRowView {
  const { line } = row
  const inWords = (problem: RowProblem) => problemInWords(problem, lineWord)
  if (row.status === 'error')
    return {
      line,
      verdict: 'problem',
      reasons: row.problems.map(inWords),
      cause: row.problems[0]?.code ?? null,
      deal: null,
    }
  if (row.status === 'not-a-trade')
    return {
      line,
      verdict: 'not-a-trade',
      reasons: [NOT_TRADES[row.what]],
      cause: row.what,
      deal: null,
    }
  const { shown, reason, cause } = judged(verdict)
  const warnings = row.warnings.map(inWords)
  return {
    line,
    verdict: shown,
    reasons: reason ? [reason, ...warnings] : warnings,
    cause,
    deal: dealView(row.deal, digits),
  }
}

function judged(verdict: Verdict | undefined): {
  shown: ImportRowView['verdict']
  reason: string | null
  cause: string | null
} {
  switch (verdict?.verdict) {
    case 'already-here':
      return {
        shown: 'already-here',
        reason: MATCHED_BY[verdict.matchedBy],
        cause: verdict.matchedBy,
      }
    case 'differs':
      return {
        shown: 'differs',
        reason: `Known by its deal ID, with other figures: ${verdict.differences
          .map(({ field, ours, file }) => `${field} is ${ours} here and ${file} in the file`)
          .join('; ')}. What is here stays.`,
        cause: null,
      }
    case 'repeated':
      return {
        shown: 'already-here',
        reason: `The same deal as line ${verdict.firstLine}.`,
        cause: 'repeated',
      }
    default:
      return { shown: 'new', reason: null, cause: null }
  }
}

const MATCHED_BY = {
  'deal-id': 'Already here: same deal ID.',
  fingerprint: 'Already here: the same row came in a file before.',
  figures: 'Already here: same symbol, time, prices and net.',
}

function dealView(deal: ImportedDeal, digits: number): ImportRowView['deal'] {
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
