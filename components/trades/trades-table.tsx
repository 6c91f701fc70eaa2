'use client'

import {
  flexRender,
  getCoreRowModel,
  type Header,
  type RowData,
  type RowSelectionState,
  useReactTable,
} from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { countOf } from '@/components/format/decimal'
import { Money } from '@/components/format/money'
import { TagSelection } from '@/components/tags/tag-selection'
import { cn } from '@/components/ui/class-names'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import { useMediaQuery } from '@/components/ui/use-media-query'
import {
  TRADE_SORTS,
  type TradeListView,
  type TradeRowView,
  type TradeSort,
} from '@/lib/domain/views/trades'
import { PHONE_COLUMN_ORDER, TRADE_COLUMNS } from './trade-columns'
import { tradePath } from './trade-path'
import type { TradeListing } from './trades'

declare module '@tanstack/react-table' {
  interface ColumnMeta<TData extends RowData, TValue> {
    numeric?: boolean
  }
  interface TableMeta<TData extends RowData> {
    /** Where a trade's own page is. */
    pathOf: (tradeId: string) => string
  }
}

type Sorting = { sort: TradeSort; dir: 'asc' | 'desc'; onSort: (sort: TradeSort) => void }

/** The result stays in sight at the right edge, like the last column of a ledger. */
const RESULT =
  'md:sticky md:right-0 md:border-l md:bg-surface md:group-hover/row:bg-hover md:group-data-selected/row:bg-accent-soft'

/** The name stays in sight while the rest is swiped by. */
const STICKY =
  'sticky left-0 z-10 bg-surface group-hover/row:bg-hover group-data-selected/row:bg-accent-soft max-md:border-r lg:static lg:z-auto lg:bg-transparent'

export function TradesTable(props: {
  trades: TradeListView
  listing: TradeListing
  stale: boolean
  onSort: Sorting['onSort']
}) {
  const { listing, onSort } = props
  const isPhone = useMediaQuery('(max-width: 767px)')
  const router = useRouter()
  const [selection, setSelection] = useState<RowSelectionState>({})
  const pathOf = (tradeId: string) => tradePath(tradeId, listing)
  const table = useReactTable({
    data: props.trades.rows,
    columns: TRADE_COLUMNS,
    getCoreRowModel: getCoreRowModel(),
    getRowId: (trade) => trade.id,
    manualSorting: true,
    manualPagination: true,
    meta: { pathOf },
    onRowSelectionChange: setSelection,
    state: { columnOrder: isPhone ? PHONE_COLUMN_ORDER : [], rowSelection: selection },
  })
  // What is out of sight, on another page or filtered away, is not changed by surprise.
  const selected = props.trades.rows.filter(({ id }) => selection[id]).map(({ id }) => id)
  const headers = table.getHeaderGroups()[0]?.headers ?? []
  return (
    <>
      <TableFrame
        caption="Closed trades"
        className={cn(
          'transition-opacity duration-150',
          '[&_td]:px-2 [&_th]:px-2',
          // From tablets on the list scrolls by itself, so that its head and its totals stay in sight.
          'md:max-h-[max(24rem,calc(100dvh-17.5rem))] md:overflow-y-auto',
          props.stale && 'opacity-60',
        )}
      >
        <thead className="sticky top-0 z-20">
          <tr>
            {headers.map((header) => (
              <TradeHeader
                key={header.id}
                header={header}
                sort={listing.sort}
                dir={listing.dir}
                onSort={onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <Tr
              key={row.id}
              data-selected={row.getIsSelected() || undefined}
              className="cursor-pointer data-selected:bg-accent-soft"
              onClick={(event) => {
                if (isOnControl(event.target) || hasSelectedText()) return
                router.push(pathOf(row.id))
              }}
            >
              {row.getVisibleCells().map((cell, index) => (
                <Td
                  key={cell.id}
                  className={cn(
                    'group-last/row:border-b',
                    cell.column.columnDef.meta?.numeric && 'text-right',
                    index === 0 && STICKY,
                    cell.column.id === 'net' && RESULT,
                  )}
                >
                  {flexRender(cell.column.columnDef.cell, cell.getContext())}
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
        <tfoot className="sticky bottom-0 z-20">
          {props.trades.totals.map((total) => (
            <TotalRow
              key={total.currency}
              total={total}
              columns={headers.map(({ id }) => id)}
              alone={props.trades.totals.length === 1}
            />
          ))}
        </tfoot>
      </TableFrame>
      {selected.length > 0 ? (
        <TagSelection
          tradeIds={selected}
          ofPage={props.trades.rows.length}
          onAll={() => table.toggleAllRowsSelected(true)}
          onClear={() => setSelection({})}
        />
      ) : null}
    </>
  )
}

/** A row opens its trade wherever it is pressed, but for what has a purpose of its own. */
function isOnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, label, input') !== null
}

function hasSelectedText(): boolean {
  return (window.getSelection()?.toString() ?? '') !== ''
}

function TradeHeader(props: Sorting & { header: Header<TradeRowView, unknown> }) {
  const { header, sort, dir } = props
  const { columnDef } = header.column
  const name = flexRender(columnDef.header, header.getContext())
  const sortable = TRADE_SORTS.find((each) => each === header.id)
  const numeric = columnDef.meta?.numeric ?? false
  const isFirst = header.index === 0
  const className = cn(
    numeric && 'text-right',
    isFirst && STICKY,
    isFirst && 'lg:bg-surface',
    header.id === 'net' && RESULT,
  )
  if (!sortable) return <Th className={className}>{name}</Th>
  const sorted = sort === sortable
  const Arrow = dir === 'asc' ? ArrowUp : ArrowDown
  return (
    <Th
      aria-sort={sorted ? (dir === 'asc' ? 'ascending' : 'descending') : undefined}
      className={className}
    >
      <button
        type="button"
        onClick={() => props.onSort(sortable)}
        className={cn(
          '-mx-1.5 inline-flex h-7 items-center gap-1 rounded px-1.5 hover:bg-hover hover:text-ink touch:h-11',
          numeric && 'flex-row-reverse',
          sorted && 'text-ink',
        )}
      >
        {name}
        <Arrow aria-hidden className={cn('size-3.5', !sorted && 'invisible')} />
      </button>
    </Th>
  )
}

/** Of all trades that match, not only of this page. */
function TotalRow(props: {
  total: TradeListView['totals'][number]
  columns: string[]
  alone: boolean
}) {
  const { total, columns } = props
  const netAt = columns.indexOf('net')
  const after = columns.length - netAt - 1
  const cell = 'group-last/row:border-b-0 font-medium bg-sunken'
  return (
    <tr className="group/row">
      <Th
        scope="row"
        colSpan={netAt}
        className={cn(
          STICKY,
          'group-last/row:border-b-0 bg-sunken text-table text-ink lg:bg-sunken',
        )}
      >
        Total{props.alone ? '' : ` in ${total.currency}`}
        <span className="font-normal text-ink-soft"> of {countOf(total.trades, 'trade')}</span>
      </Th>
      <Td className={cn(cell, RESULT, 'text-right md:bg-sunken')}>
        <Money value={total.net} />
      </Td>
      {after > 0 ? <Td colSpan={after} className={cell} /> : null}
    </tr>
  )
}
