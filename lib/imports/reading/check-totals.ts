import { Decimal } from 'decimal.js'
import type { ChosenColumns } from './choose-columns'
import { signedAmount } from './in-words'
import type { FileRecord } from './parse'
import { isMissing } from './plain-text'
import type { HeaderCell } from './read-header'
import type { MarkOfFile } from './read-number'
import { readNumber } from './read-number'
import type { FileCheck, ImportedDeal } from './types'

const ROUNDING = '0.01'

const SUMMED = [
  ['net', 'footer-net'],
  ['gross', 'footer-gross'],
  ['swap', 'footer-swap'],
  ['commission', 'footer-commission'],
] as const

type TotalCode = (typeof SUMMED)[number][1] | 'realised-net'

function sumOf(deals: readonly ImportedDeal[], field: 'net' | 'gross' | 'swap' | 'commission') {
  let sum = new Decimal(0)
  for (const deal of deals) sum = sum.plus(deal[field] ?? 0)
  return sum
}

function compare(
  code: TotalCode,
  name: string,
  line: number,
  file: Decimal,
  ours: Decimal,
  deals: number,
  unreadableRows: number,
): FileCheck {
  const base = { code, line, file, ours }
  const rows = `${deals} ${deals === 1 ? 'deal' : 'deals'}, ${name} ${signedAmount(ours)}.`
  const source = code === 'realised-net' ? "The file's summary" : "The file's footer"
  const difference = file.minus(ours)
  if (difference.abs().lte(ROUNDING)) {
    return { ...base, level: 'ok', words: `${rows} ${source} agrees.` }
  }
  const why =
    unreadableRows > 0
      ? ` ${unreadableRows} ${unreadableRows === 1 ? 'row' : 'rows'} could not be read.`
      : ''
  const words = `${rows} ${source} says ${signedAmount(file)}, a difference of ${signedAmount(difference)}.${why}`
  return { ...base, level: 'warning', words }
}

/** The totals row under a deals table against the sum of the deals above it. */
export function checkFooter(
  footer: FileRecord,
  deals: readonly ImportedDeal[],
  unreadableRows: number,
  columns: ChosenColumns,
  mark: MarkOfFile,
): FileCheck[] {
  const checks: FileCheck[] = []
  for (const [field, code] of SUMMED) {
    const column = columns[field]
    const cell = column ? (footer.cells[column.index] ?? '') : ''
    const total = isMissing(cell) ? null : readNumber(cell, mark)
    if (total?.kind !== 'number') continue
    const ours = sumOf(deals, field)
    checks.push(compare(code, field, footer.line, total.value, ours, deals.length, unreadableRows))
  }
  return checks
}

/** `Realised P&L` of the Summary section against the sum of all nets. */
export function checkRealised(
  summary: { headers: readonly HeaderCell[]; record: FileRecord },
  deals: readonly ImportedDeal[],
  unreadableRows: number,
  mark: MarkOfFile,
): FileCheck | null {
  const column = summary.headers.find(({ field }) => field === 'realised')
  const total = column ? readNumber(summary.record.cells[column.index] ?? '', mark) : null
  if (total?.kind !== 'number') return null
  const ours = sumOf(deals, 'net')
  const { line } = summary.record
  return compare('realised-net', 'net', line, total.value, ours, deals.length, unreadableRows)
}
