import type { CoverageKind } from './coverage'
import type { CoverageMonthView } from './views/coverage'

/** What a month of a kind is called, everywhere. */
export const COVERAGE_WORDS: Record<CoverageKind, string> = {
  synced: 'From cTrader',
  quiet: 'From cTrader, no trades',
  file: 'From files',
  both: 'cTrader and files',
  coming: 'Being fetched',
  gap: 'Missing',
  before: 'Before the account',
}

/** "March 2024" or "Mar 2024" for YYYY-MM. */
type SayMonth = (month: string) => string

/** "48 months from January 2022 to July 2026: 44 from cTrader …; missing: Mar 2022, May – Jun 2022." */
export function coverageSummary(months: CoverageMonthView[], say: SayMonth): string {
  const known = months.filter(({ kind }) => kind !== 'before')
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return 'Nothing is known of this account yet.'
  const count = (...kinds: CoverageKind[]) =>
    known.filter(({ kind }) => kinds.includes(kind)).length
  const parts = [
    [count('synced', 'quiet'), 'from cTrader'],
    [count('file'), 'from files'],
    [count('both'), 'from both'],
    [count('coming'), 'being fetched'],
  ] as const
  const told = parts.flatMap(([number, what]) => (number > 0 ? [`${number} ${what}`] : []))
  const gaps = stretches(known.filter(({ kind }) => kind === 'gap').map(({ month }) => month))
  const missing = gaps.map(([from, to]) => (from === to ? say(from) : `${say(from)} – ${say(to)}`))
  return [
    `${known.length === 1 ? '1 month' : `${known.length} months`} from ${say(first.month)} to ${say(last.month)}`,
    told.length > 0 ? `: ${told.join(', ')}` : '',
    missing.length > 0
      ? `; missing: ${missing.join(', ')}`
      : told.length > 0
        ? '; none missing'
        : '',
    '.',
  ].join('')
}

/** Months that follow each other, as first and last. */
function stretches(months: string[]): [string, string][] {
  const found: [string, string][] = []
  for (const month of months) {
    const last = found.at(-1)
    if (last && follows(last[1], month)) last[1] = month
    else found.push([month, month])
  }
  return found
}

function follows(month: string, next: string): boolean {
  return monthNumber(next) - monthNumber(month) === 1
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
}
