import { checkBalances } from './check-balances'
import { checkFooter, checkRealised } from './check-totals'
import type { ChosenColumns } from './choose-columns'
import type { MarkOfFile } from './read-number'
import type { BodyRow, Recognised } from './recognise'
import type { FileCheck, ImportedDeal, ProblemCode, RowResult } from './types'

const COUNTED: readonly {
  code: Extract<FileCheck, { rows: number }>['code']
  level: 'info' | 'warning'
  say: (rows: string) => string
}[] = [
  {
    code: 'no-opening-time',
    level: 'info',
    say: (rows) => `${rows} without an opening time: no holding time for these.`,
  },
  {
    code: 'not-in-lots',
    level: 'warning',
    say: (rows) => `${rows} with a quantity that is not in lots; it is kept in its own unit.`,
  },
  {
    code: 'spreadsheet-damage',
    level: 'warning',
    say: (rows) =>
      `${rows} changed by a spreadsheet. Please export the file again and upload it untouched.`,
  },
  {
    code: 'broken-quotes',
    level: 'warning',
    say: (rows) => `${rows} with quotes that do not pair up.`,
  },
]

function countOf(code: (typeof COUNTED)[number]['code'], rows: readonly RowResult[]): number {
  const hasProblem = (row: RowResult, problemCode: ProblemCode) =>
    row.status === 'error' && row.problems.some((problem) => problem.code === problemCode)
  return rows.filter((row) => {
    if (code === 'no-opening-time') return row.status === 'ok' && row.deal.openedAt === null
    if (code === 'not-in-lots') return row.status === 'ok' && row.deal.quantityUnit !== 'lots'
    if (code === 'spreadsheet-damage') return hasProblem(row, 'spreadsheet-damage')
    return hasProblem(row, 'quote-not-closed')
  }).length
}

/** What the file as a whole says against itself, and what it confirms. */
export function checkFile(
  body: readonly BodyRow[],
  rows: readonly RowResult[],
  summaries: Recognised['summaries'],
  columns: ChosenColumns,
  mark: MarkOfFile,
): FileCheck[] {
  const checks: FileCheck[] = []
  const all: ImportedDeal[] = []
  let sinceFooter: ImportedDeal[] = []
  let unreadable = 0
  let unreadableSinceFooter = 0
  rows.forEach((row, index) => {
    const source = body[index]
    if (row.status === 'ok') {
      all.push(row.deal)
      sinceFooter.push(row.deal)
    } else if (row.status === 'error') {
      unreadable++
      unreadableSinceFooter++
    } else if (source && row.what === 'footer') {
      checks.push(...checkFooter(source.record, sinceFooter, unreadableSinceFooter, columns, mark))
      sinceFooter = []
      unreadableSinceFooter = 0
    }
  })
  const [summary] = summaries
  const realised = summary ? checkRealised(summary, all, unreadable, mark) : null
  if (realised) checks.push(realised)
  const balances = checkBalances(all, unreadable)
  if (balances) checks.push(balances)
  for (const { code, level, say } of COUNTED) {
    const count = countOf(code, rows)
    if (count === 0) continue
    checks.push({
      code,
      level,
      rows: count,
      words: say(`${count} ${count === 1 ? 'row' : 'rows'}`),
    })
  }
  return checks
}
