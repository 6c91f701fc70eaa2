import { Decimal } from 'decimal.js'
import type { ChosenColumns } from './choose-columns'
import type { FileRecord } from './containers/table'
import { ExactSum } from './exact'
import { plainAmount, signedAmount } from './in-words'
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

/** Sums of deals, kept exactly. */
export class Totals {
  deals = 0
  unreadableRows = 0
  private readonly sums = {
    net: new ExactSum(),
    gross: new ExactSum(),
    swap: new ExactSum(),
    commission: new ExactSum(),
  }

  add({ net, gross, swap, commission }: ImportedDeal): void {
    this.deals++
    this.sums.net.add(net)
    if (gross !== null) this.sums.gross.add(gross)
    if (swap !== null) this.sums.swap.add(swap)
    if (commission !== null) this.sums.commission.add(commission)
  }

  addTotals(other: Totals): void {
    this.deals += other.deals
    this.unreadableRows += other.unreadableRows
    for (const [field] of SUMMED) this.sums[field].addSum(other.sums[field])
  }

  of(field: 'net' | 'gross' | 'swap' | 'commission'): Decimal {
    return this.sums[field].total()
  }
}

function compare(
  code: TotalCode,
  name: string,
  line: number,
  file: Decimal,
  ours: Decimal,
  { deals, unreadableRows }: Totals,
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
  totals: Totals,
  columns: ChosenColumns,
  mark: MarkOfFile,
): FileCheck[] {
  const checks: FileCheck[] = []
  for (const [field, code] of SUMMED) {
    const column = columns[field]
    const cell = column ? (footer.cells[column.index] ?? '') : ''
    const total = isMissing(cell) ? null : readNumber(cell, mark)
    if (total?.kind !== 'number') continue
    const file = new Decimal(total.value)
    checks.push(compare(code, field, footer.line, file, totals.of(field), totals))
  }
  return checks
}

type Summary = { headers: readonly HeaderCell[]; record: FileRecord }

/** A figure of the summaries, from the first of them that has it. */
function figureOf(
  summaries: readonly Summary[],
  field: 'realised' | 'balance',
  mark: MarkOfFile,
): { figure: Decimal; line: number } | null {
  for (const { headers, record } of summaries) {
    const column = headers.find((each) => each.field === field)
    const figure = column ? readNumber(record.cells[column.index] ?? '', mark) : null
    if (figure?.kind === 'number') return { figure: new Decimal(figure.value), line: record.line }
  }
  return null
}

/** `Realised P&L` of the Summary section against the sum of all nets. */
export function checkRealised(
  summaries: readonly Summary[],
  totals: Totals,
  mark: MarkOfFile,
): FileCheck | null {
  const realised = figureOf(summaries, 'realised', mark)
  if (!realised) return null
  const { line, figure } = realised
  return compare('realised-net', 'net', line, figure, totals.of('net'), totals)
}

/** `Balance` of the summary against the balance after the last deal. */
export function checkClosingBalance(
  summaries: readonly Summary[],
  last: Decimal | null,
  mark: MarkOfFile,
): FileCheck | null {
  const balance = figureOf(summaries, 'balance', mark)
  if (!balance || !last) return null
  const { line, figure: file } = balance
  const base = { code: 'closing-balance', line, file, ours: last } as const
  const after = `The balance after the last deal is ${plainAmount(last)}`
  if (file.minus(last).abs().lte(ROUNDING))
    return { ...base, level: 'ok', words: `${after}. The file's summary agrees.` }
  const words = `${after}, and the file's summary says ${plainAmount(file)}. Either deals are missing from the file or money was paid in or out afterwards.`
  return { ...base, level: 'warning', words }
}
