import { type FileRecord, MOST_CELLS } from '@/lib/imports/reading/containers/table'

const QUOTE = 34
const COMMA = 44
const LINE_END = 10

/**
 * Whole lines of text whose quotes, if any, stand around whole cells and nowhere else, so that every
 * line is a record and its cells are found without looking back.
 */
export class PlainLines {
  private constructor(
    readonly text: string,
    /** The characters of the text: many times faster to walk through. */
    readonly codes: Uint16Array,
    readonly delimiter: string,
    readonly firstLine: number,
    /** Whether a comma may stand in a cell. */
    readonly hasCommas: boolean,
  ) {}

  /** @param text lines that all end with a line end; null when it is not as plain as that */
  static of(text: string, delimiter: string, firstLine: number): PlainLines | null {
    const bytes = Buffer.from(text, 'utf16le')
    const codes = new Uint16Array(bytes.buffer, bytes.byteOffset, text.length)
    const hasCommas = delimiter !== ',' && text.includes(',')
    if (!text.includes('"')) return new PlainLines(text, codes, delimiter, firstLine, hasCommas)
    const inQuotes = lookAtQuotes(codes, delimiter.charCodeAt(0))
    if (!inQuotes) return null
    return new PlainLines(text, codes, delimiter, firstLine, hasCommas || inQuotes.comma)
  }

  *records(): Generator<FileRecord> {
    for (const cursor = new LineCursor(this); cursor.next(); ) yield cursor.record()
  }

  /** The cells of the last line. */
  lastCells(): readonly string[] {
    const start = this.text.lastIndexOf('\n', this.text.length - 2) + 1
    const cursor = new LineCursor(this, start)
    return cursor.next() ? cursor.record().cells : []
  }
}

/** What quoted cells hold; null when quotes stand anywhere else than around whole cells. */
function lookAtQuotes(codes: Uint16Array, delimiter: number): { comma: boolean } | null {
  let isStart = true
  let comma = false
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at]
    if (code === QUOTE) {
      if (!isStart) return null
      for (at++; codes[at] !== QUOTE; at++) {
        if (codes[at] === LINE_END || at >= codes.length) return null
        if (codes[at] === COMMA) comma = true
      }
      const after = codes[at + 1]
      if (after !== delimiter && after !== LINE_END) return null
      isStart = false
    } else isStart = code === delimiter || code === LINE_END
  }
  return { comma }
}

/** Goes through plain lines; of the line it is at it knows where the cells are. */
export class LineCursor {
  readonly text: string
  readonly codes: Uint16Array
  readonly starts = new Int32Array(MOST_CELLS)
  readonly ends = new Int32Array(MOST_CELLS)
  /** How many cells the line has; of more than `MOST_CELLS` only so many are known. */
  count = 0
  line: number
  readonly hasCommas: boolean
  private at: number
  private readonly delimiter: number

  constructor(lines: PlainLines, at = 0) {
    this.at = at
    this.text = lines.text
    this.codes = lines.codes
    this.hasCommas = lines.hasCommas
    this.delimiter = lines.delimiter.charCodeAt(0)
    this.line = lines.firstLine - 1
  }

  next(): boolean {
    const { codes, starts, ends, delimiter } = this
    let at = this.at
    if (at >= codes.length) return false
    this.line++
    let count = 0
    for (;;) {
      const isQuoted = codes[at] === QUOTE
      if (isQuoted) at++
      const start = at
      if (isQuoted) while (codes[at] !== QUOTE) at++
      else {
        let code = codes[at]
        while (code !== delimiter && code !== LINE_END) code = codes[++at]
      }
      if (count < MOST_CELLS) {
        starts[count] = start
        ends[count] = at
      }
      count++
      if (isQuoted) at++
      if (codes[at++] === LINE_END) break
    }
    this.at = at
    this.count = count
    return true
  }

  cell(index: number): string {
    return index < this.count && index < MOST_CELLS
      ? this.text.slice(this.starts[index], this.ends[index])
      : ''
  }

  record(): FileRecord {
    const { line, count } = this
    const cells: string[] = []
    for (let index = 0; index < Math.min(count, MOST_CELLS); index++) cells.push(this.cell(index))
    return { line, cells, damage: count > MOST_CELLS ? 'too-wide' : null }
  }
}
