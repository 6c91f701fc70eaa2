import { problemInWords } from '@/lib/imports/reading/problem-words'
import type {
  ImportedDeal,
  Metadata,
  ReadFile,
  RowProblem,
  RowResult,
} from '@/lib/imports/reading/types'

function dealInShort(deal: ImportedDeal) {
  return Object.fromEntries(
    Object.entries(deal)
      .filter(([name, value]) => value !== null && name !== 'line')
      .map(([name, value]) => [name, value instanceof Date ? value.toISOString() : String(value)]),
  )
}

function rowInShort(row: RowResult, lineWord: 'line' | 'row') {
  const inWords = (problem: RowProblem) => problemInWords(problem, lineWord)
  const { line, status } = row
  if (row.status === 'not-a-trade') return { line, status, what: row.what }
  if (row.status === 'error') return { line, status, problems: row.problems.map(inWords) }
  const warnings = row.warnings.map(inWords)
  return { line, status, ...dealInShort(row.deal), ...(warnings.length > 0 ? { warnings } : {}) }
}

function metadataInShort(metadata: Metadata) {
  const known = Object.entries(metadata).filter(([, value]) => value !== null)
  return known.length > 0 ? { metadata: Object.fromEntries(known) } : {}
}

/** A reading as the files beside the fixtures have it. */
export function inShort(result: ReadFile) {
  if (result.status === 'refused') {
    return { status: result.status, code: result.code, title: result.message.title }
  }
  if (result.status === 'unmapped') {
    return {
      status: result.status,
      title: result.message.title,
      missing: result.missing,
      problems: result.problems,
      columns: result.columns.map(
        ({ header, field, confidence, samples }) =>
          `${header} [${samples.join(' | ')}] ${field ?? 'not used'}, ${confidence}`,
      ),
    }
  }
  return {
    status: result.status,
    family: result.family,
    sentence: result.sentence,
    language: result.language,
    encoding: result.encoding,
    headerLine: result.headerLine,
    ...(result.simulated ? { simulated: true } : {}),
    ...metadataInShort(result.metadata),
    notUsed: result.columns.filter(({ field }) => field === null).map(({ header }) => header),
    assumptions: result.assumptions.map(
      ({ kind, words, evidence, certain }) =>
        `${kind}: ${words} (${evidence}) ${certain ? 'certain' : 'assumed'}`,
    ),
    openQuestions: result.openQuestions,
    rows: result.rows.map((row) => rowInShort(row, result.lineWord)),
    checks: result.checks.map(({ level, words }) => `${level}: ${words}`),
  }
}
