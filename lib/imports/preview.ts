import type { ImportAssumptionView, ImportCounts, ImportView } from '@/lib/domain/views/import'
import { checkNumber } from './account-number'
import type {
  Assumption,
  AssumptionKind,
  FileCheck,
  FileFacts,
  Metadata,
  UnmappedFile,
} from './reading/types'
import { INTO_SIMULATED } from './simulated-trades'

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
  /** Of some rows each, equal where these are shown alike: what is kept already is not written again. */
  rowsDigests: string[]
  /** How the file is written, so that its rejected rows can be written alike. */
  headers: string[]
  delimiter: string
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

/** A table whose columns have to be chosen before anything can be said of its rows. */
export function unmappedPreview(file: UnmappedFile): StoredPreview {
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
    rowsDigests: [],
    headers: [],
    delimiter: ',',
  }
}

/** What is known of a file once its rows were gone through. */
type PlannedFile = {
  checks: readonly FileCheck[]
  counts: ImportCounts
  rowsDigests: string[]
}

/** What the account decides of what is said about a file. */
export type AccountOfPreview = {
  /** It is for simulated trades. */
  simulated: boolean
  /** Its number at the broker, where it is known. */
  number: string | null
}

export function previewOf(
  file: FileFacts,
  account: AccountOfPreview,
  { checks, counts, rowsDigests }: PlannedFile,
): StoredPreview {
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
      ...checks.map(({ level, words }) => ({ level, text: words })),
    ],
    columnsUsed: file.columns.flatMap(({ header, field }) => (field ? [header] : [])),
    columnsNotUsed: file.columns.flatMap(({ header, field }) => (field ? [] : [header])),
    counts,
    openQuestions: file.openQuestions.length,
    simulated: file.simulated,
    metadata: file.metadata,
    headerFingerprint: file.headerFingerprint,
    rowsDigests,
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
