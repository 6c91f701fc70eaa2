import { BalanceChain } from './check-balances'
import { checkClosingBalance, checkFooter, checkRealised, Totals } from './check-totals'
import type { ChosenColumns } from './choose-columns'
import type { FileRecord } from './containers/table'
import type { MarkOfFile } from './read-number'
import type { Recogniser } from './recognise'
import type { FileCheck, ImportedDeal, RowResult } from './types'

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

/** Is shown every row, and then tells what the file as a whole says against itself or confirms. */
export class FileChecker {
  /** Of the tables that have ended with a footer. */
  private readonly all = new Totals()
  private sinceFooter = new Totals()
  private readonly balances = new BalanceChain()
  private readonly footers: FileCheck[] = []
  private readonly counts = {
    'no-opening-time': 0,
    'not-in-lots': 0,
    'spreadsheet-damage': 0,
    'broken-quotes': 0,
  }

  constructor(
    private readonly columns: ChosenColumns,
    private readonly mark: MarkOfFile,
    private readonly utcOffsetMinutes: number,
    private readonly lineWord: string,
  ) {}

  see(row: RowResult, record: FileRecord): void {
    if (row.status === 'ok') this.seeDeal(row)
    else if (row.status === 'error') {
      this.sinceFooter.unreadableRows++
      const has = (code: string) => row.problems.some((problem) => problem.code === code)
      if (has('spreadsheet-damage')) this.counts['spreadsheet-damage']++
      if (has('quote-not-closed')) this.counts['broken-quotes']++
    } else if (row.what === 'footer') {
      this.footers.push(...checkFooter(record, this.sinceFooter, this.columns, this.mark))
      this.endTable()
    }
  }

  seeDeal({ deal }: { deal: ImportedDeal }): void {
    this.sinceFooter.add(deal)
    this.balances.add(deal)
    if (deal.openedAt === null) this.counts['no-opening-time']++
    if (deal.quantityUnit !== 'lots') this.counts['not-in-lots']++
  }

  private endTable(): void {
    this.all.addTotals(this.sinceFooter)
    this.sinceFooter = new Totals()
  }

  finish(summaries: Recogniser['summaries']): FileCheck[] {
    this.endTable()
    const checks = [...this.footers]
    const realised = checkRealised(summaries, this.all, this.mark)
    if (realised) checks.push(realised)
    const { unreadableRows } = this.all
    const balances = this.balances.check(unreadableRows, this.utcOffsetMinutes, this.lineWord)
    if (balances) checks.push(balances)
    const closing = checkClosingBalance(summaries, this.balances.last(), this.mark)
    if (closing) checks.push(closing)
    for (const { code, level, say } of COUNTED) {
      const rows = this.counts[code]
      if (rows > 0) {
        checks.push({ code, level, rows, words: say(`${rows} ${rows === 1 ? 'row' : 'rows'}`) })
      }
    }
    return checks
  }
}
