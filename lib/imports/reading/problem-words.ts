import type { RowProblem } from './types'

/** `Line 48, Closing time: found 31/02/2024 in backticks, expected a real date.` */
export function problemInWords(
  { line, column, found, expected }: RowProblem,
  lineWord: 'line' | 'row' = 'line',
): string {
  const place = `${lineWord === 'line' ? 'Line' : 'Row'} ${line}`
  const where = column ? `${place}, ${column}` : place
  const what = found === '' ? 'found nothing' : `found \`${found}\``
  return `${where}: ${what}, expected ${expected}.`
}
