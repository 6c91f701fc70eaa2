import { formatCount, formatDecimal, fractionDigits } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { When } from '@/components/format/when'
import { cn } from '@/components/ui/class-names'
import { Pill } from '@/components/ui/pill'
import { QuotedText } from '@/components/ui/quoted-text'
import { Section } from '@/components/ui/section'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { ImportCounts, ImportRowView, ImportView } from '@/lib/domain/views/import'
import type { Verdict } from './import'
import { VERDICT_WORDS } from './verdicts'

export function ImportRowsTable(props: {
  view: ImportView
  verdict: Verdict | null
  stale: boolean
}) {
  const { rows, counts } = props.view
  if (rows.length === 0) return null
  return (
    <Section
      title="Rows of the file"
      aside={<Shown rows={rows} total={total(counts, props.verdict)} />}
      className="mt-0"
    >
      <TableFrame
        caption="Rows of the file with what we make of each"
        className={cn('transition-opacity duration-150', props.stale && 'opacity-60')}
      >
        <thead>
          <tr>
            <Th className="text-right">Line</Th>
            <Th>Verdict</Th>
            <Th>Symbol</Th>
            <Th>Closed</Th>
            <Th className="text-right">Quantity</Th>
            <Th className="text-right">Entry</Th>
            <Th className="text-right">Exit</Th>
            <Th className="text-right">Net</Th>
            <Th>Why</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ImportRow key={row.line} row={row} />
          ))}
        </tbody>
      </TableFrame>
    </Section>
  )
}

function ImportRow({ row }: { row: ImportRowView }) {
  const words = VERDICT_WORDS.find(({ verdict }) => verdict === row.verdict)
  return (
    <Tr>
      <Td className="text-right text-ink-faint">{formatCount(row.line)}</Td>
      <Td>
        <Pill tone={words?.tone ?? 'plain'}>{words?.one}</Pill>
      </Td>
      {row.deal ? <DealCells deal={row.deal} /> : <NoDealCells />}
      <Td className="min-w-64 whitespace-normal text-ink-soft">
        <QuotedText text={row.reasons.join(' ')} />
      </Td>
    </Tr>
  )
}

function DealCells({ deal }: { deal: NonNullable<ImportRowView['deal']> }) {
  return (
    <>
      <Td>
        <span className="font-medium">{deal.symbol}</span>{' '}
        <span className="text-ink-soft">{deal.direction === 'LONG' ? 'Long' : 'Short'}</span>
      </Td>
      <Td>
        <When at={deal.closedAt} />
      </Td>
      <Td className="text-right">
        {formatDecimal(deal.quantity, { digits: fractionDigits(deal.quantity) })}{' '}
        <span className="text-ink-faint">{deal.quantityUnit}</span>
      </Td>
      <Td className="text-right">{deal.entryPrice}</Td>
      <Td className="text-right">{deal.exitPrice}</Td>
      <Td className="text-right">
        <Money value={deal.net} className="font-medium" />
      </Td>
    </>
  )
}

function NoDealCells() {
  return (
    <>
      <Td>
        <Missing why="No trade could be read from this row" />
      </Td>
      <Td colSpan={5} />
    </>
  )
}

function Shown({ rows, total }: { rows: ImportRowView[]; total: number }) {
  return (
    <p className="text-table text-ink-soft">
      {rows.length < total
        ? `The first ${formatCount(rows.length)} of ${formatCount(total)}`
        : `${formatCount(rows.length)} shown`}
    </p>
  )
}

function total(counts: ImportCounts | null, verdict: Verdict | null): number {
  if (!counts) return 0
  return VERDICT_WORDS.filter((each) => verdict === null || each.verdict === verdict).reduce(
    (sum, { count }) => sum + counts[count],
    0,
  )
}
