import { type Piece, recordsIn } from '@/lib/imports/reading/containers/pieces'
import { type FileRecord, LONGEST_CELL, MOST_CELLS } from '@/lib/imports/reading/containers/table'
import { Lines, LONGEST_LINE } from './lines'
import { PlainLines } from './plain-lines'
import { splitCells, splitLines } from './split-cells'

/** So many lines are split by one call. */
const LINES_AT_ONCE = 500
const LONGEST_RECORD_LINES = 5
/** Tries at joining lines are bounded so that a file full of stray quotes stays linear. */
const JOIN_TRIES = 2000

/**
 * Records with their physical line numbers; lines that are plain enough come together, unread. A line
 * whose quotes do not pair up is joined with the next ones while that makes a row as wide as the
 * others; otherwise it costs one row and not the rest of the file.
 */
export function* readPieces(chunks: Iterator<string>, delimiter: string): Generator<Piece> {
  const lines = new Lines(chunks)
  const odd = new OddLines(lines, delimiter)
  for (;;) {
    const text = lines.block()
    if (text === null) return
    const count = linesIn(text)
    const plain =
      text.length <= LONGEST_LINE ? PlainLines.of(text, delimiter, lines.number + 1) : null
    if (plain) {
      odd.see(plain.lastCells())
      lines.takeBlock(count)
      yield plain
      continue
    }
    const end = lines.number + count
    while (lines.number < end)
      yield [...recordsOf(lines, odd, delimiter, Math.min(LINES_AT_ONCE, end - lines.number))]
  }
}

/** The next lines as records; the last of them may take more lines. */
function* recordsOf(
  lines: Lines,
  odd: OddLines,
  delimiter: string,
  count: number,
): Generator<FileRecord> {
  const block = lines.ahead(count)
  const end = lines.number + block.length
  const whole = splitLines(block, delimiter)
  if (!whole) {
    while (lines.number < end) yield odd.next()
    return
  }
  for (const cells of whole) {
    lines.next()
    odd.see(cells)
    yield toRecord(lines.number, cells)
  }
}

/** As `readPieces`, record by record. */
export function* readRecords(chunks: Iterator<string>, delimiter: string): Generator<FileRecord> {
  for (const piece of readPieces(chunks, delimiter)) yield* recordsIn(piece)
}

function linesIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
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
