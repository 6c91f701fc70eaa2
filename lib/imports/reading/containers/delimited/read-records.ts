import { type FileRecord, LONGEST_CELL, MOST_CELLS } from '@/lib/imports/reading/containers/table'
import { Lines, LONGEST_LINE } from './lines'
import { splitCells, splitLines } from './split-cells'

/** So many lines are split by one call. */
const LINES_AT_ONCE = 500
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
  const odd = new OddLines(lines, delimiter)
  for (;;) {
    const block = lines.ahead(LINES_AT_ONCE)
    if (block.length === 0) return
    const end = lines.number + block.length
    const whole = splitLines(block, delimiter)
    if (!whole) {
      while (lines.number < end) yield odd.next()
      continue
    }
    for (const cells of whole) {
      lines.next()
      odd.see(cells)
      yield toRecord(lines.number, cells)
    }
  }
}

/** Reads line by line where a line may not be a record of its own. */
class OddLines {
  private triesLeft = JOIN_TRIES
  /** Cells of the row before. */
  private width = 0

  constructor(
    private readonly lines: Lines,
    private readonly delimiter: string,
  ) {}

  see(cells: readonly string[]): void {
    if (cells.length > 1) this.width = cells.length
  }

  next(): FileRecord {
    const { lines, delimiter } = this
    let text = lines.next() ?? ''
    const line = lines.number
    if (text.length > LONGEST_LINE)
      return { line, cells: [text.slice(0, LONGEST_CELL)], damage: 'too-long' }
    let cells = splitCells(text, delimiter)
    if (cells) this.see(cells)
    for (let more = 1; !cells && more < LONGEST_RECORD_LINES && this.triesLeft > 0; more++) {
      const next = lines.peek(more - 1)
      if (next === null || text.length + next.length > LONGEST_LINE) break
      this.triesLeft--
      text = `${text}\n${next}`
      const joined = splitCells(text, delimiter)
      if (joined?.length !== this.width) continue
      cells = joined
      for (let taken = 0; taken < more; taken++) lines.next()
    }
    if (cells) return toRecord(line, cells)
    return { line, cells: withoutQuotes(text, delimiter), damage: 'quotes' }
  }
}

function toRecord(line: number, cells: readonly string[]): FileRecord {
  return cells.length > MOST_CELLS ? tooWide(line, cells) : { line, cells, damage: null }
}

function tooWide(line: number, cells: readonly string[]): FileRecord {
  return { line, cells: cells.slice(0, MOST_CELLS), damage: 'too-wide' }
}

function withoutQuotes(text: string, delimiter: string): string[] {
  const end = text.indexOf('\n')
  return (end < 0 ? text : text.slice(0, end)).split(delimiter, MOST_CELLS)
}
