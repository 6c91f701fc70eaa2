'use client'

import type { ReactNode } from 'react'
import { formatCount, formatDecimal, fractionDigits } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { When } from '@/components/format/when'
import { cn } from '@/components/ui/class-names'
import { Pill } from '@/components/ui/pill'
import { QuotedText } from '@/components/ui/quoted-text'
import { Section } from '@/components/ui/section'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type {
  ClosingView,
  DifferenceView,
  ImportCounts,
  ImportRowView,
  ImportView,
} from '@/lib/domain/views/import'
import { AddAnyway } from './add-anyway'
import { CorrectRow } from './correct-row'
import type { Verdict } from './import'
import { VERDICT_WORDS } from './verdicts'

export function ImportRowsTable(props: {
  view: ImportView
  verdict: Verdict | null
  stale: boolean
  aside?: ReactNode
}) {
  const { view } = props
  if (view.rows.length === 0) return null
  return (
    <Section
      title="Rows of the file"
      aside={
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Shown rows={view.rows} total={total(view.counts, props.verdict)} />
          {props.aside}
        </div>
      }
      className="mt-0"
    >
      <TableFrame
        caption="Rows of the file with what we make of each; below a row that repeats a deal, that deal"
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
          {view.rows.map((row) => (
            <ImportRow key={row.line} row={row} view={view} />
          ))}
        </tbody>
      </TableFrame>
    </Section>
  )
}

function ImportRow({ row, view }: { row: ImportRowView; view: ImportView }) {
  const words = VERDICT_WORDS.find(({ verdict }) => verdict === row.verdict)
  const differing = new Set(row.differences.map(({ field }) => field))
  const cell = row.repeats ? 'border-b-0' : ''
  return (
    <>
      <Tr>
        <Td className={cn('text-right text-ink-faint', cell)}>{formatCount(row.line)}</Td>
        <Td className={cell}>
          <Pill tone={words?.tone ?? 'plain'}>{words?.one}</Pill>
        </Td>
        {row.deal ? (
          <DealCells deal={row.deal} differing={differing} className={cell} />
        ) : (
          <NoDealCells />
        )}
        <Td className={cn('min-w-64 whitespace-normal text-ink-soft', cell)}>
          <QuotedText text={[...row.reasons, ...fillsInWords(row)].join(' ')} />
          <AddAnyway row={row} view={view} />
          <CorrectRow row={row} view={view} />
        </Td>
      </Tr>
      {row.repeats ? <RepeatedRow repeats={row.repeats} differing={differing} /> : null}
    </>
  )
}

/** The deal of the journal that a row repeats, under it cell by cell. */
function RepeatedRow(props: {
  repeats: NonNullable<ImportRowView['repeats']>
  differing: Set<DifferenceView['field']>
}) {
  const { deal, dealId } = props.repeats
  return (
    <Tr className="text-ink-soft">
      <Td />
      <Td className="text-xs text-ink-faint">In the journal</Td>
      <DealCells deal={deal} differing={props.differing} />
      <Td className="text-ink-faint">{dealId ? `Deal ID ${dealId}` : 'From an earlier file'}</Td>
    </Tr>
  )
}

function fillsInWords({ fills }: ImportRowView): string[] {
  if (fills.length === 0) return []
  return [`It has no ${fills.join(', no ')} yet: the file’s is added.`]
}

function DealCells(props: {
  deal: ClosingView
  differing: Set<DifferenceView['field']>
  className?: string
}) {
  const { deal, className } = props
  const mark = (field: DifferenceView['field']) =>
    props.differing.has(field) ? 'font-semibold text-act underline decoration-dotted' : ''
  const differs = (field: DifferenceView['field']) =>
    props.differing.has(field) ? <span className="sr-only"> (differs)</span> : null
  return (
    <>
      <Td className={className}>
        <span className={cn('font-medium', mark('symbol'))}>{deal.symbol}</span>
        {differs('symbol')}{' '}
        <span className={cn('text-ink-soft', mark('direction'))}>
          {deal.direction === 'LONG' ? 'Long' : 'Short'}
        </span>
        {differs('direction')}
      </Td>
      <Td className={className}>
        <span className={mark('closedAt')}>
          <When at={deal.closedAt} />
        </span>
        {differs('closedAt')}
      </Td>
      <Td className={cn('text-right', className)}>
        <span className={mark('quantity')}>
          {formatDecimal(deal.quantity, { digits: fractionDigits(deal.quantity) })}
        </span>{' '}
        <span className="text-ink-faint">{deal.quantityUnit}</span>
        {differs('quantity')}
      </Td>
      <Td className={cn('text-right', className)}>
        <span className={mark('entryPrice')}>{deal.entryPrice}</span>
        {differs('entryPrice')}
      </Td>
      <Td className={cn('text-right', className)}>
        <span className={mark('exitPrice')}>{deal.exitPrice}</span>
        {differs('exitPrice')}
      </Td>
      <Td className={cn('text-right', className)}>
        <span className={mark('net')}>
          <Money value={deal.net} className="font-medium" />
        </span>
        {differs('net')}
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
