import Papa from 'papaparse'

export type FileRecord = {
  /** Physical line on which the record starts, counted from 1. */
  line: number
  cells: string[]
  /** The quotes on this line do not pair up, so its cells cannot be trusted. */
  brokenQuotes: boolean
}

const LONGEST_RECORD_LINES = 5
/** Tries at joining lines are bounded so that a file full of stray quotes stays linear. */
const JOIN_TRIES = 2000

const NO_QUOTES = '\u0001'

function tokenise(text: string, delimiter: string, quoteChar = '"') {
  const { data, errors } = Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    quoteChar,
    header: false,
    skipEmptyLines: false,
  })
  return { rows: data, brokenQuotes: errors.some((error) => error.type === 'Quotes') }
}

/** Physical lines, whatever mixture of line ends the file has. */
export function splitLines(text: string): string[] {
  const lines = text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r\n', '\n') // a doubled carriage return left by a careless re-save
    .replaceAll('\r', '\n')
    .split('\n')
  while (lines.length > 0 && lines[lines.length - 1]?.trim() === '') lines.pop()
  return lines
}

export function cellsOf(line: string, delimiter: string): string[] {
  return tokenise(line, delimiter).rows[0] ?? []
}

/**
 * Records with their physical line numbers. The whole text is tokenised at once when every line is
 * a record; otherwise line by line, so that one quote that never closes costs one row and not the
 * rest of the file.
 */
export function parse(lines: readonly string[], delimiter: string): FileRecord[] {
  if (lines.length === 0) return []
  const whole = tokenise(lines.join('\n'), delimiter)
  if (!whole.brokenQuotes && whole.rows.length === lines.length) {
    return whole.rows.map((cells, index) => ({ line: index + 1, cells, brokenQuotes: false }))
  }
  return parseLineByLine(lines, delimiter)
}

function parseLineByLine(lines: readonly string[], delimiter: string): FileRecord[] {
  const records: FileRecord[] = []
  let triesLeft = JOIN_TRIES
  let width = 0
  for (let index = 0; index < lines.length; index++) {
    const text = lines[index] ?? ''
    const line = index + 1
    const alone = tokenise(text, delimiter)
    if (!alone.brokenQuotes) {
      const cells = alone.rows[0] ?? []
      if (cells.length > 1) width = cells.length
      records.push({ line, cells, brokenQuotes: false })
      continue
    }
    let joined: string[] | null = null
    let span = 1
    for (; joined === null && span < LONGEST_RECORD_LINES && triesLeft > 0; span++) {
      triesLeft--
      const attempt = tokenise(lines.slice(index, index + span + 1).join('\n'), delimiter)
      const [row] = attempt.rows
      if (!attempt.brokenQuotes && attempt.rows.length === 1 && row?.length === width) joined = row
    }
    if (joined !== null) {
      records.push({ line, cells: joined, brokenQuotes: false })
      index += span - 1
      continue
    }
    const cells = tokenise(text, delimiter, NO_QUOTES).rows[0] ?? []
    records.push({ line, cells, brokenQuotes: true })
  }
  return records
}
