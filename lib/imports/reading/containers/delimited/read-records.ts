import { type FileRecord, LONGEST_CELL, MOST_CELLS } from '@/lib/imports/reading/containers/table'
import { Lines, LONGEST_LINE } from './lines'
import { splitCells } from './split-cells'

const LONGEST_RECORD_LINES = 5
/** Tries at joining lines are bounded so that a file full of stray quotes stays linear. */
const JOIN_TRIES = 2000

/**
 * Records with their physical line numbers. A line whose quotes do not pair up is joined with the
 * next ones while that makes a row as wide as the others; otherwise it costs one row and not the
 * rest of the file.
 */
export function* readRecords(chunks: Iterator<string>, delimiter: string): Generator<FileRecord> {
  const lines = new Lines(chunks)
  let triesLeft = JOIN_TRIES
  let width = 0
  for (let text = lines.next(); text !== null; text = lines.next()) {
    const line = lines.number
    if (text.length > LONGEST_LINE) {
      yield { line, cells: [text.slice(0, LONGEST_CELL)], damage: 'too-long' }
      continue
    }
    let cells = splitCells(text, delimiter)
    if (cells && cells.length > 1) width = cells.length
    for (let more = 1; !cells && more < LONGEST_RECORD_LINES && triesLeft > 0; more++) {
      const next = lines.peek(more - 1)
      if (next === null || text.length + next.length > LONGEST_LINE) break
      triesLeft--
      text = `${text}\n${next}`
      const joined = splitCells(text, delimiter)
      if (joined?.length !== width) continue
      cells = joined
      for (let taken = 0; taken < more; taken++) lines.next()
    }
    if (cells)
      yield cells.length > MOST_CELLS ? tooWide(line, cells) : { line, cells, damage: null }
    else yield { line, cells: withoutQuotes(text, delimiter), damage: 'quotes' }
  }
}

function tooWide(line: number, cells: readonly string[]): FileRecord {
  return { line, cells: cells.slice(0, MOST_CELLS), damage: 'too-wide' }
}

function withoutQuotes(text: string, delimiter: string): string[] {
  const end = text.indexOf('\n')
  return (end < 0 ? text : text.slice(0, end)).split(delimiter, MOST_CELLS)
}
