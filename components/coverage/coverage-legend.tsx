import { COVERAGE_KINDS } from '@/lib/domain/coverage'
import { COVERAGE_WORDS } from '@/lib/domain/coverage-words'
import type { CoverageMonthView } from '@/lib/domain/views/coverage'
import { KindMark } from './kind-mark'

/** The kinds that occur, with their words. */
export function CoverageLegend({ months }: { months: CoverageMonthView[] }) {
  const shown = COVERAGE_KINDS.filter((kind) => months.some((month) => month.kind === kind))
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
      {shown.map((kind) => (
        <li key={kind} className="flex items-center gap-1.5">
          <KindMark kind={kind} className="h-3 w-5" />
          {COVERAGE_WORDS[kind]}
        </li>
      ))}
    </ul>
  )
}
