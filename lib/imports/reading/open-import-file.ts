import { missingFields } from './choose-columns'
import { chooseTable } from './choose-table'
import type { ByteSource } from './containers/byte-source'
import { openContainer } from './containers/open-container'
import { UnreadableContainer } from './containers/unreadable'
import { correctCells } from './correct-cells'
import { DealsFile } from './deals-file'
import { findTableHeader } from './find-table-header'
import { applyMapping, askForMapping, type TableHeader } from './mapping'
import { refuse, refuseMissing, refuseUnrecognised } from './refusals'
import { type Survey, surveyTable } from './survey'
import type { ImportChoices, OpenedFile, RefusedFile, UnmappedFile } from './types'

export type Limits = { bytes: number; rows: number }

const MEBIBYTE = 1024 * 1024
/** Rows come one at a time, so a million is no more work for the memory than a thousand. */
export const LIMITS: Limits = { bytes: 100 * MEBIBYTE, rows: 10_000_000 }

/**
 * Looks through an uploaded file once and decides everything there is to decide for the file as a
 * whole; the rows are then read one by one. Pure: the same bytes and choices give the same answer, so
 * that the preview and the commit can both call it. Never throws for what is in the file.
 */
export function openImportFile(
  source: ByteSource,
  choices: ImportChoices = {},
  limits: Limits = LIMITS,
): RefusedFile | UnmappedFile | OpenedFile {
  if (source.size > limits.bytes) return refuse('too-large')
  try {
    return openTables(source, choices, limits)
  } catch (error) {
    // Everything is unpacked once before the first row is read, so this is where it would fail.
    if (error instanceof UnreadableContainer) return refuse(error.code)
    throw error
  }
}

function openTables(
  source: ByteSource,
  choices: ImportChoices,
  limits: Limits,
): RefusedFile | UnmappedFile | OpenedFile {
  const container = openContainer(source)
  if ('status' in container) return container
  const { table: asWritten, sheets } = chooseTable(container.tables, choices.sheet)
  const table = correctCells(asWritten, choices.corrections)
  const input = { container, table, sheets, choices }

  let survey = surveyTable(table, limits.rows, null)
  if (survey.tooManyRows) return refuse('too-many-rows')
  let header = headerOf(survey)
  if (choices.mapping && header) {
    const { problems, ...mapped } = applyMapping(header, choices.mapping)
    header = mapped
    const open = problems.length > 0 || choices.reviewMapping
    const asked = open && askForMapping(input, survey, header, problems)
    if (asked) return asked
    survey = surveyTable(table, limits.rows, header)
  }
  const { deals, secondHeaderLine } = survey.recognised
  if (secondHeaderLine !== null) {
    const detail = `The second one begins on ${container.lineWord} ${secondHeaderLine}.`
    return refuse('two-tables', { detail })
  }
  if (!deals || missingFields(deals.headers, deals.kind).length > 0) {
    const asked = header && askForMapping(input, survey, header, [])
    if (asked) return asked
    if (header && (deals || survey.recognised.incomplete)) return refuseMissing(header)
    return refuseUnrecognised(survey.recognised, container.kind)
  }
  return new DealsFile(input, survey, deals).open()
}

/** The header of the trades: known, nearly known, or a line that looks like one. */
function headerOf({ recognised, first }: Survey): TableHeader | null {
  const { deals, incomplete } = recognised
  if (deals) return { line: deals.headerLine, headers: deals.headers, kind: deals.kind }
  if (incomplete) return { ...incomplete, kind: 'mapped' }
  if (recognised.kinds.size > 0) return null
  const found = findTableHeader(first)
  return found && { ...found, kind: 'mapped' }
}
