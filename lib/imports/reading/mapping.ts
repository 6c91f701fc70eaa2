import { aColumn, MUST_BE_ONE, missingFields, REQUIRED } from './choose-columns'
import type { FileRecord } from './containers/table'
import type { FileInput } from './deals-file'
import { describeSheet } from './describe-assumptions'
import { samplesOf } from './describe-columns'
import { languageOf } from './describe-file'
import { type ColumnGuess, guessColumns, type Shape, shapeOf } from './guess-columns'
import { headerFingerprint } from './header-fingerprint'
import { DEAL_FIELDS, type DealField, FIELD_NAMES, isDealField } from './headers/fields'
import type { HeaderCell } from './read-header'
import { readMetadata } from './read-metadata'
import type { Survey } from './survey'
import type { DealsKind } from './table-kind'
import type { Mapping, UnmappedFile } from './types'

/** The line of a table's headers, with what each column is taken for. */
export type TableHeader = { line: number; headers: HeaderCell[]; kind: DealsKind }

/** The headers with what the person has said their columns are. */
export function applyMapping(
  header: TableHeader,
  mapping: Mapping,
): TableHeader & { problems: string[] } {
  const headers = header.headers.map((cell): HeaderCell => {
    const chosen = mapping[String(cell.index + 1)]
    if (chosen === undefined || chosen === cell.field) return cell
    if (chosen !== null && !isDealField(chosen)) return cell
    return { ...cell, field: chosen, proof: false }
  })
  return { ...header, headers, problems: problemsOf(headers) }
}

function problemsOf(headers: readonly HeaderCell[]): string[] {
  const problems: string[] = []
  for (const field of [...MUST_BE_ONE, 'net' as const]) {
    const [one, two] = headers.filter((cell) => cell.field === field)
    if (!one || !two || one.header === two.header) continue
    const name = FIELD_NAMES[field]
    problems.push(`Two columns are chosen for the ${name}: "${one.header}" and "${two.header}".`)
  }
  return problems
}

const SHAPES_FOR: Readonly<Partial<Record<DealField, readonly Shape[]>>> = {
  symbol: ['text'],
  direction: ['direction', 'text', 'number'],
  closedAt: ['time'],
  entryPrice: ['number'],
  exitPrice: ['number'],
  quantity: ['number', 'quantity'],
  net: ['number'],
}

/**
 * What the person is asked when the headers do not say which column is what. Null when no answer
 * could help: a column that is not there cannot be chosen.
 */
export function askForMapping(
  { container, table, sheets }: FileInput,
  survey: Survey,
  header: TableHeader,
  problems: string[],
): UnmappedFile | null {
  const { line, headers, kind } = header
  const records = recordsBelow(line, survey)
  const guesses = guessColumns(headers, records)
  const missing = missingFields(headers, kind)
  if (problems.length === 0 && !couldBeAnswered(missing, headers, guesses, records)) return null
  const sheet = sheets ? describeSheet(sheets) : null
  const [first] = missing
  const title =
    missing.length === 1 && first
      ? `We could not find ${aColumn(FIELD_NAMES[first])}`
      : 'Please tell us what the columns are'
  return {
    status: 'unmapped',
    message: {
      title,
      body: "Did this come from cTrader's History tab? If another program wrote it, say which of its columns is what.",
    },
    container: container.kind,
    sentence: `A table with ${headers.length} columns whose headers we do not know`,
    encoding: container.encoding,
    delimiter: container.delimiter,
    sheet: table.name,
    language: languageOf(headers),
    lineWord: container.lineWord,
    headerLine: line,
    headerFingerprint: headerFingerprint(headers),
    metadata: readMetadata(survey.recognised.metadata),
    columns: headers.map(({ index, header: name }, at) => ({
      position: index + 1,
      header: name,
      field: guesses[at]?.field ?? null,
      confidence: guesses[at]?.confidence ?? 'choose',
      samples: samplesOf(index, records),
    })),
    assumptions: sheet ? [sheet] : [],
    openQuestions: ['mapping'],
    skippedLines: survey.structure,
    fields: DEAL_FIELDS.map((field) => ({
      field,
      name: FIELD_NAMES[field],
      required: REQUIRED.includes(field),
    })),
    missing,
    problems,
  }
}

function recordsBelow(line: number, { first, sample }: Survey): readonly FileRecord[] {
  return sample.length > 0 ? sample : first.filter((record) => record.line > line)
}

function couldBeAnswered(
  missing: readonly DealField[],
  headers: readonly HeaderCell[],
  guesses: readonly ColumnGuess[],
  records: readonly FileRecord[],
): boolean {
  if (records.length === 0) return false
  const left = headers.flatMap(({ index, field }, at) =>
    field && isDealField(field)
      ? []
      : [{ shape: shapeOf(index, records), guess: guesses[at]?.field ?? null }],
  )
  return missing.every((field) => {
    const wanted = SHAPES_FOR[field] ?? []
    const at = left.findIndex(({ guess }) => guess === field)
    const found =
      at >= 0 ? at : left.findIndex(({ shape, guess }) => guess === null && wanted.includes(shape))
    if (found < 0) return false
    left.splice(found, 1)
    return true
  })
}
