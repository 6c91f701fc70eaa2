import { formatCount } from '@/components/format/decimal'
import { dayText, monthText } from '@/components/format/instant'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import { COVERAGE_WORDS } from '@/lib/domain/coverage-words'
import type { CoverageMonthView } from '@/lib/domain/views/coverage'

/** The strip's twin in words, newest month first. */
export function CoverageTable(props: { months: CoverageMonthView[]; caption: string }) {
  const months = props.months.filter(({ kind }) => kind !== 'before').toReversed()
  return (
    <TableFrame caption={props.caption} className="max-h-80 overflow-y-auto">
      <thead className="sticky top-0 z-10">
        <tr>
          <Th>Month</Th>
          <Th>Where it comes from</Th>
          <Th className="text-right">Closings</Th>
          <Th>Told by cTrader</Th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, kind, closings, syncedPart }) => (
          <Tr key={month}>
            <Td>{monthText(month)}</Td>
            <Td className="text-ink-soft">
              {COVERAGE_WORDS[kind]}
              {kind === 'gap' && syncedPart ? ' in part' : ''}
            </Td>
            <Td className={closings === 0 ? 'text-right text-ink-faint' : 'text-right'}>
              {formatCount(closings)}
            </Td>
            <Td className="text-ink-soft">
              {syncedPart
                ? `${dayText(syncedPart.from)} – ${dayText(syncedPart.to)}`
                : toldWholly(kind)
                  ? 'All of it'
                  : 'Nothing'}
            </Td>
          </Tr>
        ))}
      </tbody>
    </TableFrame>
  )
}

function toldWholly(kind: CoverageMonthView['kind']): boolean {
  return kind === 'synced' || kind === 'quiet' || kind === 'both'
}
