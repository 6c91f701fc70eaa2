/** With it, spreadsheets read the file as UTF-8. */
export const BOM = '\ufeff'

/** A line of a CSV file, as RFC 4180 wants it. */
export function csvLine(cells: readonly (string | null)[], delimiter = ','): string {
  return `${cells.map((cell) => quoted(formulaSafe(cell ?? ''), delimiter)).join(delimiter)}\r\n`
}

/** What a spreadsheet would run as a formula is shown as text instead; a plain number stays one. */
export function formulaSafe(cell: string): string {
  return /^[\s\u00a0]*[=+\-@\t\r|%]/.test(cell) && !isPlainNumber(cell) ? `'${cell}` : cell
}

function isPlainNumber(cell: string): boolean {
  return /^[+-]?\d[\d\s\u00a0\u202f.,]*$/.test(cell)
}

function quoted(cell: string, delimiter: string): string {
  const needsQuotes = cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell)
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell
}
