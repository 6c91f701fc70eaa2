import { type ColumnDef, createColumnHelper, type Row } from '@tanstack/react-table'
import { CircleDashed, NotebookPen } from 'lucide-react'
import Link from 'next/link'
import { formatDecimal, signOf } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { Price } from '@/components/format/price'
import { When } from '@/components/format/when'
import { TagMark } from '@/components/tags/tag-mark'
import { Checkbox } from '@/components/ui/checkbox'
import type { MoneyView } from '@/lib/domain/views/money'
import type { TradeRowView } from '@/lib/domain/views/trades'

const column = createColumnHelper<TradeRowView>()

/** Column ids that the server can sort by are those of `TradeSort`. */
export const TRADE_COLUMNS: ColumnDef<TradeRowView>[] = [
  column.display({
    id: 'symbol',
    header: 'Symbol',
    cell: ({ row, table }) => <TradeName row={row} pathOf={table.options.meta?.pathOf} />,
  }),
  column.display({
    id: 'closedAt',
    header: 'Closed',
    cell: ({ row }) => <When at={row.original.closedAt} as="table" />,
  }),
  column.display({
    id: 'openedAt',
    header: 'Opened',
    cell: ({ row: { original: trade } }) =>
      trade.openedAt ? (
        <When at={trade.openedAt} as="table" />
      ) : (
        <Missing why="The file has no opening time" />
      ),
  }),
  column.display({
    id: 'account',
    header: 'Account',
    cell: ({ row }) => <span className="text-ink-soft">{row.original.accountName}</span>,
  }),
  column.display({
    id: 'lots',
    header: 'Lots',
    meta: { numeric: true },
    cell: ({ row: { original: trade } }) =>
      trade.lots === null ? (
        <Missing why="The lot size of this symbol is not known" />
      ) : (
        formatDecimal(trade.lots, { digits: 2, maxDigits: 4 })
      ),
  }),
  column.display({
    id: 'entryPrice',
    header: 'Entry',
    meta: { numeric: true },
    cell: ({ row }) => <Price value={row.original.entryPrice} digits={row.original.priceDigits} />,
  }),
  column.display({
    id: 'exitPrice',
    header: 'Exit',
    meta: { numeric: true },
    cell: ({ row }) => <Price value={row.original.exitPrice} digits={row.original.priceDigits} />,
  }),
  column.display({
    id: 'pips',
    header: 'Pips',
    meta: { numeric: true },
    cell: ({ row: { original: trade } }) =>
      trade.pips === null ? (
        <Missing why="The pip size of this symbol is not known" />
      ) : (
        formatDecimal(trade.pips, { digits: 1, signed: true })
      ),
  }),
  column.display({
    id: 'tags',
    header: 'Tags',
    cell: ({ row: { original: trade } }) => <Tags tags={trade.tags} />,
  }),
  column.display({
    id: 'gross',
    header: 'Gross',
    meta: { numeric: true },
    cell: ({ row }) => <Part value={row.original.gross} />,
  }),
  column.display({
    id: 'commission',
    header: 'Commission',
    meta: { numeric: true },
    cell: ({ row }) => <Part value={row.original.commission} />,
  }),
  column.display({
    id: 'swap',
    header: 'Swap',
    meta: { numeric: true },
    cell: ({ row }) => <Part value={row.original.swap} />,
  }),
  column.display({
    id: 'net',
    header: 'Net',
    meta: { numeric: true },
    cell: ({ row }) => <Money value={row.original.net} className="font-medium" />,
  }),
]

/** The name leads to the trade; before it stands what selects it. */
function TradeName(props: {
  row: Row<TradeRowView>
  pathOf: ((tradeId: string) => string) | undefined
}) {
  const { row, pathOf } = props
  const { original: trade } = row
  const id = `select-${trade.id}`
  const name = (
    <>
      <span className="font-medium">{trade.symbol}</span>{' '}
      <span className="text-ink-soft">{trade.direction === 'LONG' ? 'Long' : 'Short'}</span>
    </>
  )
  return (
    <span className="flex items-center gap-2">
      <label
        htmlFor={id}
        className="-my-1 -ml-2 flex size-8 items-center justify-center touch:size-11"
      >
        <span className="sr-only">Select {trade.symbol}</span>
        <Checkbox id={id} checked={row.getIsSelected()} onChange={row.getToggleSelectedHandler()} />
      </label>
      {pathOf ? (
        <Link
          href={pathOf(trade.id)}
          prefetch={false}
          className="rounded-sm underline-offset-3 hover:underline"
        >
          {name}
        </Link>
      ) : (
        <span>{name}</span>
      )}
      {trade.closed ? null : <PartlyOpen />}
      {trade.noteStart === null ? null : <Noted start={trade.noteStart} />}
    </span>
  )
}

/** The first words of the note, on hover. */
function Noted({ start }: { start: string }) {
  return (
    <span title={start}>
      <NotebookPen aria-hidden className="size-3.5 text-accent-text" />
      <span className="sr-only">Has a note</span>
    </span>
  )
}

/** On a phone the result comes right after the name; the rest is a swipe away. */
export const PHONE_COLUMN_ORDER = [
  'symbol',
  'net',
  'closedAt',
  'lots',
  'pips',
  'entryPrice',
  'exitPrice',
  'openedAt',
  'account',
  'tags',
  'gross',
  'commission',
  'swap',
]

const TAGS_IN_ROW = 2

function Tags({ tags }: { tags: TradeRowView['tags'] }) {
  const rest = tags.slice(TAGS_IN_ROW)
  return (
    <span className="flex gap-1">
      {tags.slice(0, TAGS_IN_ROW).map((tag) => (
        <TagMark key={tag.id} tag={tag} className="max-w-32" />
      ))}
      {rest.length > 0 ? (
        <span className="text-xs text-ink-soft" title={rest.map(({ name }) => name).join(', ')}>
          +{rest.length}
        </span>
      ) : null}
    </span>
  )
}

/** One part of the net. Files do not always tell the parts. */
function Part({ value }: { value: MoneyView | null }) {
  if (!value) return <Missing why="The file gives the net only" />
  return (
    <span className={signOf(value.amount) === 'zero' ? 'text-ink-faint' : 'text-ink-soft'}>
      <Money value={value} bare plain />
    </span>
  )
}

/** The exits so far are listed; the rest of the position is still running. */
function PartlyOpen() {
  const words = 'Part of this position is still open'
  return (
    <span title={words}>
      <CircleDashed aria-hidden className="size-3.5 text-ink-soft" />
      <span className="sr-only">{words}</span>
    </span>
  )
}
