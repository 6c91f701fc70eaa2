import { Markup, type MarkupHandler } from '@/lib/imports/reading/containers/markup'
import { type FileRecord, LONGEST_CELL, MOST_CELLS } from '@/lib/imports/reading/containers/table'
import { plainSpaces } from '@/lib/imports/reading/plain-text'

/** Deeper tables are read as if they stood in the last of these. */
const DEEPEST = 20
/** A cell over more columns than this is decoration. */
const WIDEST_SPAN = 100

/** Their text is no text of the page. */
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript', 'title'])
const CELLS: ReadonlySet<string> = new Set(['td', 'th'])

/**
 * The rows of every table of a page in the order they begin, an empty one between two tables. The
 * statement's sections, each a table of its own, so follow each other like those of a CSV file.
 */
export function* readHtmlRows(chunks: Iterable<string>): Generator<FileRecord> {
  const rows = new HtmlRows()
  const markup = new Markup(rows, false)
  for (const chunk of chunks) {
    markup.write(chunk)
    yield* rows.takeFinished()
  }
  markup.end()
  yield* rows.takeAll()
}

type Row = {
  cells: string[]
  /** The cell that is open, and its text so far. */
  text: string[] | null
  length: number
  span: number
  hidden: boolean
  tooWide: boolean
  finished: boolean
}

/** How cTrader marks the broker's name, which stands above the tables without a label. */
const BROKER_CLASS = /(?:^|\s)company-name-style(?:\s|$)/
const LONGEST_BROKER = 200

class HtmlRows implements MarkupHandler {
  private line = 0
  private broker: { tag: string; text: string } | null = null
  private readonly queue: Row[] = []
  /** The open tables, innermost last, each with the row that is open in it. */
  private readonly tables: { row: Row | null }[] = []
  private silent: string | null = null

  open(name: string, attribute: (name: string) => string | null): void {
    if (this.silent !== null) return
    if (SILENT.has(name)) this.silent = name
    else if (name === 'table') this.openTable()
    else if (name === 'tr') this.openRow()
    else if (CELLS.has(name)) this.openCell(attribute)
    else if (name === 'br') this.text(' ')
    else if (this.tables.length === 0 && BROKER_CLASS.test(attribute('class') ?? '')) {
      this.broker = { tag: name, text: '' }
    }
  }

  close(name: string): void {
    if (this.silent !== null) {
      if (name === this.silent) this.silent = null
      return
    }
    if (name === 'table') this.closeTable()
    else if (name === 'tr') this.closeRow()
    else if (CELLS.has(name)) this.closeCell()
    else if (name === this.broker?.tag) this.closeBroker(this.broker.text)
  }

  text(text: string): void {
    if (this.broker && this.silent === null && this.broker.text.length < LONGEST_BROKER) {
      this.broker.text += text
    }
    const row = this.tables[this.tables.length - 1]?.row
    if (this.silent !== null || !row?.text || row.hidden || row.length > LONGEST_CELL) return
    row.text.push(text)
    row.length += text.length
  }

  /** A row of its own, labelled as the other facts about the account are. */
  private closeBroker(written: string): void {
    this.broker = null
    const name = plainSpaces(written).trim()
    if (name !== '') this.queue.push({ ...newRow(), cells: ['Broker:', name], finished: true })
  }

  private openTable(): void {
    if (this.broker) this.closeBroker(this.broker.text)
    this.separate()
    if (this.tables.length < DEEPEST) this.tables.push({ row: null })
  }

  private closeTable(): void {
    this.closeRow()
    this.tables.pop()
    this.separate()
  }

  /** An empty row where one table ends and another begins. */
  private separate(): void {
    const last = this.queue[this.queue.length - 1]
    if (last?.finished && last.cells.length === 0) return
    this.queue.push({ ...newRow(), finished: true })
  }

  private openRow(): void {
    // A row outside of any table is one of a page that forgot to open it.
    if (this.tables.length === 0) this.tables.push({ row: null })
    this.closeRow()
    const table = this.tables[this.tables.length - 1]
    if (!table) return
    table.row = newRow()
    this.queue.push(table.row)
  }

  private closeRow(): void {
    this.closeCell()
    const table = this.tables[this.tables.length - 1]
    if (!table?.row) return
    table.row.finished = true
    table.row = null
  }

  private openCell(attribute: (name: string) => string | null): void {
    this.closeCell()
    if (!this.tables[this.tables.length - 1]?.row) this.openRow()
    const row = this.tables[this.tables.length - 1]?.row
    if (!row) return
    row.text = []
    row.length = 0
    row.span = spanOf(attribute('colspan'))
    row.hidden = isHidden(attribute)
  }

  private closeCell(): void {
    const row = this.tables[this.tables.length - 1]?.row
    if (!row?.text) return
    const text = plainSpaces(row.text.join('')).trim()
    row.text = null
    // MetaTrader hides filler cells; counted, they would push the others out of their columns.
    if (row.hidden) return
    if (row.cells.length >= MOST_CELLS) {
      row.tooWide = true
      return
    }
    row.cells.push(text)
    for (let more = 1; more < row.span; more++) row.cells.push('')
  }

  *takeFinished(): Generator<FileRecord> {
    let taken = 0
    while (this.queue[taken]?.finished) {
      const row = this.queue[taken++]
      if (row) yield this.recordOf(row)
    }
    this.queue.splice(0, taken)
  }

  *takeAll(): Generator<FileRecord> {
    while (this.tables.length > 0) this.closeTable()
    yield* this.takeFinished()
  }

  private recordOf(row: Row): FileRecord {
    if (row.cells.length > 0) this.line++
    return { line: this.line, cells: row.cells, damage: row.tooWide ? 'too-wide' : null }
  }
}

function newRow(): Row {
  return {
    cells: [],
    text: null,
    length: 0,
    span: 1,
    hidden: false,
    tooWide: false,
    finished: false,
  }
}

function spanOf(value: string | null): number {
  const span = Number(value ?? 1)
  return Number.isInteger(span) && span >= 1 && span <= WIDEST_SPAN ? span : 1
}

function isHidden(attribute: (name: string) => string | null): boolean {
  if (attribute('hidden') !== null) return true
  if (/(?:^|\s)hidden(?:\s|$)/i.test(attribute('class') ?? '')) return true
  return /display\s*:\s*none/i.test(attribute('style') ?? '')
}
