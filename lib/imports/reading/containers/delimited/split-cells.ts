import Papa from 'papaparse'

/**
 * The cells of one record; null when its quotes do not pair up. A quote inside an unquoted cell is a
 * character like any other.
 */
export function splitCells(text: string, delimiter: string): string[] | null {
  // Nothing to unquote: the same cells in a tenth of the time.
  if (!text.includes('"')) return text.includes('\n') ? null : text.split(delimiter)
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n' })
  const isWhole = data.length === 1 && !errors.some(({ type }) => type === 'Quotes')
  return isWhole ? (data[0] ?? null) : null
}
