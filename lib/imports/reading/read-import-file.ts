import { inMemory } from './containers/byte-source'
import { LIMITS, openImportFile } from './open-import-file'
import type { ImportChoices, ReadFile, RowResult } from './types'

/** Rows that are all held at once. */
export const MAX_FILE_ROWS = 200_000

/** As `openImportFile`, for files whose rows fit into memory: all of them, with a verdict each. */
export function readImportFile(bytes: Uint8Array, choices: ImportChoices = {}): ReadFile {
  const opened = openImportFile(inMemory(bytes), choices, { ...LIMITS, rows: MAX_FILE_ROWS })
  if (opened.status !== 'opened') return opened
  const { rows: read, rowsAgain: _, rowCount: __, currencyMismatch: ___, ...facts } = opened
  const rows: RowResult[] = []
  const reader = read()
  let next = reader.next()
  for (; !next.done; next = reader.next()) rows.push(next.value)
  return { ...facts, status: 'read', rows, checks: next.value }
}
