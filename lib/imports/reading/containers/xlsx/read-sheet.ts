import { Markup, type MarkupHandler } from '@/lib/imports/reading/containers/markup'
import { type FileRecord, LONGEST_CELL, MOST_CELLS } from '@/lib/imports/reading/containers/table'
import { type CellRules, cellText } from './cell-text'
import { localName } from './read-parts'

const LAST_ROW = 1_048_576

/** The rows of a sheet with their own numbers, an empty one where rows are left out. */
export function* readSheet(chunks: Iterable<string>, rules: CellRules): Generator<FileRecord> {
  const rows = new SheetRows(rules)
  const markup = new Markup(rows, true)
  for (const chunk of chunks) {
    markup.write(chunk)
    yield* rows.finished.splice(0)
    if (rows.isOver) return
  }
  markup.end()
  yield* rows.finished.splice(0)
}

class SheetRows implements MarkupHandler {
  readonly finished: FileRecord[] = []
  isOver = false
  private inData = false
  private line = 0
  private cells: string[] | null = null
  private tooWide = false
  private column = 0
  private type: string | null = null
  private style = 0
  private value: string | null = null
  private inValue = false
  private inPhonetic = false

  constructor(private readonly rules: CellRules) {}

  open(fullName: string, attribute: (name: string) => string | null): void {
    const name = localName(fullName)
    if (name === 'sheetdata') this.inData = true
    if (!this.inData || this.isOver) return
    if (name === 'row') this.openRow(attribute('r'))
    else if (name === 'c') {
      this.column = columnOf(attribute('r')) ?? this.cells?.length ?? 0
      this.type = attribute('t')
      this.style = Number(attribute('s') ?? 0)
      this.value = ''
    } else if (name === 'v' || name === 't') this.inValue = true
    else if (name === 'rph') this.inPhonetic = true
  }

  close(fullName: string): void {
    const name = localName(fullName)
    if (name === 'v' || name === 't') this.inValue = false
    else if (name === 'rph') this.inPhonetic = false
    else if (name === 'c') this.closeCell()
    else if (name === 'row') this.closeRow()
    else if (name === 'sheetdata') {
      this.closeRow()
      this.isOver = true
    }
  }

  text(text: string): void {
    if (!this.inValue || this.inPhonetic || this.value === null) return
    if (this.value.length < LONGEST_CELL) this.value += text
  }

  private openRow(number: string | null): void {
    this.closeRow()
    const next = this.line + 1
    const given = Number(number ?? next)
    const line = Number.isInteger(given) && given > next && given <= LAST_ROW ? given : next
    // Rows left out are empty ones; a break between tables is all they can mean.
    if (line > next) this.finished.push({ line: next, cells: [], damage: null })
    this.line = line
    this.cells = []
    this.tooWide = false
  }

  private closeCell(): void {
    const { cells, value } = this
    this.value = null
    this.inValue = false
    if (!cells || value === null) return
    const text = cellText(this.type, this.style, value, this.rules)
    if (text === '') return
    if (this.column >= MOST_CELLS) {
      this.tooWide = true
      return
    }
    while (cells.length < this.column) cells.push('')
    cells[this.column] = text
  }

  private closeRow(): void {
    if (!this.cells) return
    const damage = this.tooWide ? 'too-wide' : null
    this.finished.push({ line: this.line, cells: this.cells, damage })
    this.cells = null
  }
}

/** `AB12` → 27; null where a cell does not say where it is. */
function columnOf(reference: string | null): number | null {
  if (reference === null) return null
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = (reference.charCodeAt(at) | 32) - 96
    if (letter < 1 || letter > 26) break
    column = Math.min(column * 26 + letter, MOST_CELLS + 1)
  }
  return column > 0 ? column - 1 : null
}
