import type { CheckResult, Verdict } from './run-checks'

export interface Summary {
  passed: number
  failed: number
  warnings: number
  notChecked: number
}

export function summaryOf(results: readonly CheckResult[]): Summary {
  const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length
  return {
    passed: count('passed'),
    failed: count('failed'),
    warnings: count('warning'),
    notChecked: count('not checked'),
  }
}

const headings = ['check', 'expected', 'got', 'verdict', 'source']

/** One line per check, in columns, and the sums below. */
export function tableOf(results: readonly CheckResult[]): string {
  const rows = results.map(({ name, expected, got, verdict, mark, where }) => {
    const shownVerdict = verdict === 'failed' ? 'FAILED' : verdict
    return [name, expected, got, shownVerdict, `[${mark}] ${where}`]
  })
  const widths = headings.map((heading, column) =>
    Math.max(...[heading, ...rows.map((row) => row[column] ?? '')].map(({ length }) => length)),
  )
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  const { passed, failed, warnings, notChecked } = summaryOf(results)
  return [
    line(headings),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
    `${passed} passed, ${failed} failed, ${warnings} warnings, ${notChecked} not checked`,
    '',
  ].join('\n')
}

export function jsonOf(results: readonly CheckResult[]): string {
  return `${JSON.stringify({ summary: summaryOf(results), checks: results }, null, 2)}\n`
}
