/**
 * The cells of one record by RFC 4180; null when its quotes do not pair up. A quote inside an
 * unquoted cell is a character like any other.
 */
export function splitCells(text: string, delimiter: string): string[] | null {
  if (!text.includes('"')) return text.includes('\n') ? null : text.split(delimiter)
  const usual = text.includes('\n') ? null : splitAllQuoted(text, delimiter)
  return usual ?? splitQuoted(text, delimiter)
}

/** The usual export: every cell in quotes, no quote in any. Null for everything else. */
function splitAllQuoted(text: string, delimiter: string): string[] | null {
  const end = text.length - 1
  if (end < 1 || text[0] !== '"' || text[end] !== '"') return null
  const cells: string[] = []
  for (let from = 1; ; ) {
    const quote = text.indexOf('"', from)
    cells.push(text.slice(from, quote))
    if (quote === end) return cells
    if (text[quote + 1] !== delimiter || text[quote + 2] !== '"') return null
    from = quote + 3
    if (from > end) return null
  }
}

function splitQuoted(text: string, delimiter: string): string[] | null {
  const cells: string[] = []
  for (let at = 0; ; ) {
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1)
      if (close < 0) return null
      cells.push(text.slice(at + 1, close).replaceAll('""', '"'))
      at = close + 1
      while (text[at] === ' ') at++
    } else {
      const end = text.indexOf(delimiter, at)
      const cell = end < 0 ? text.slice(at) : text.slice(at, end)
      if (cell.includes('\n')) return null
      cells.push(cell)
      at = end < 0 ? text.length : end
    }
    if (at >= text.length) return cells
    if (text[at] !== delimiter) return null
    at++
  }
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}
