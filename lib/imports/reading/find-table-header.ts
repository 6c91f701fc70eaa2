import type { FileRecord } from './containers/table'
import { type HeaderCell, readHeaderCells } from './read-header'
import { HEADER_WITHIN_LINES } from './recognise'

const FEWEST_COLUMNS = 5
const MOST_COLUMNS = 200

const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '')

/** Words in every cell and, below it, a row as wide with figures in some. */
export function findTableHeader(
  records: readonly FileRecord[],
): { line: number; headers: HeaderCell[] } | null {
  for (let index = 0; index < Math.min(records.length - 1, HEADER_WITHIN_LINES); index++) {
    const record = records[index]
    const below = records[index + 1]
    if (!record || !below) continue
    const words = filled(record.cells)
    if (words.length < FEWEST_COLUMNS || record.cells.length > MOST_COLUMNS) continue
    if (!words.every((cell) => /^\D*\p{L}/u.test(cell.slice(0, 100)))) continue
    if (below.cells.length < words.length || !filled(below.cells).some((cell) => /\d/.test(cell))) {
      continue
    }
    return { line: record.line, headers: readHeaderCells(record.cells) }
  }
  return null
}
