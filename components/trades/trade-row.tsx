import { CircleDashed, NotebookPen } from 'lucide-react'
import Link from 'next/link'
import { memo } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/class-names'
import { Skeleton } from '@/components/ui/skeleton'
import { Td, Tr } from '@/components/ui/table'
import type { TradeColumnId } from '@/lib/domain/trade-columns'
import type { TradeRowView } from '@/lib/domain/views/trades'
import { TRADE_COLUMNS } from './trade-columns'

/** The result stays in sight at the right edge, like the last column of a ledger. */
export const RESULT =
  'md:sticky md:right-0 md:border-l md:bg-surface md:group-hover/row:bg-hover md:group-data-selected/row:bg-accent-soft'

/** The name stays in sight while the rest is swiped by. */
export const STICKY =
  'sticky left-0 z-10 bg-surface group-hover/row:bg-hover group-data-selected/row:bg-accent-soft max-md:border-r lg:static lg:z-auto lg:bg-transparent'

/** What a row can do; the same object for all rows, so that only rows that changed are drawn anew. */
export type RowActions = {
  pathOf: (tradeId: string) => string
  toggle: (tradeId: string) => void
  open: (tradeId: string) => void
  /** null where notes are not written. */
  note: ((tradeId: string) => void) | null
}

/** One trade, or its place while it is on its way. The row that keys move from takes the focus. */
export const TradeRow = memo(function TradeRow(props: {
  index: number
  trade: TradeRowView | undefined
  columns: TradeColumnId[]
  selected: boolean
  reachable: boolean
  actions: RowActions
}) {
  const { index, trade, columns, selected, actions } = props
  return (
    <Tr
      data-index={index}
      data-trade={trade?.id}
      // The head is the first row.
      aria-rowindex={index + 2}
      tabIndex={props.reachable ? 0 : -1}
      aria-busy={trade ? undefined : true}
      data-selected={selected || undefined}
      className={cn(
        'cursor-pointer outline-none data-selected:bg-accent-soft',
        'focus-visible:[&>td]:shadow-[inset_0_2px_0_var(--accent-text),inset_0_-2px_0_var(--accent-text)]',
      )}
      onClick={(event) => {
        if (!trade || isOnControl(event.target) || hasSelectedText()) return
        actions.open(trade.id)
      }}
    >
      {columns.map((id, place) => {
        const { numeric, cell } = TRADE_COLUMNS[id]
        return (
          <Td
            key={id}
            className={cn(
              'group-last/row:border-b',
              numeric && 'text-right',
              place === 0 && STICKY,
              id === 'net' && RESULT,
            )}
          >
            {!trade ? (
              <Skeleton className={cn('h-3 w-3/5', numeric && 'ml-auto')} />
            ) : id === 'symbol' ? (
              <TradeName trade={trade} selected={selected} actions={actions} />
            ) : id === 'note' ? (
              <NoteStart trade={trade} onWrite={actions.note} />
            ) : (
              cell?.(trade)
            )}
          </Td>
        )
      })}
    </Tr>
  )
})

/** A row opens its trade wherever it is pressed, but for what has a purpose of its own. */
function isOnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, label, input') !== null
}

function hasSelectedText(): boolean {
  return (window.getSelection()?.toString() ?? '') !== ''
}

/** The name leads to the trade; before it stands what selects it. */
function TradeName(props: { trade: TradeRowView; selected: boolean; actions: RowActions }) {
  const { trade, selected, actions } = props
  const id = `select-${trade.id}`
  return (
    <span className="flex items-center gap-2">
      <label
        htmlFor={id}
        className="-my-1 -ml-2 flex size-8 shrink-0 items-center justify-center touch:size-11"
      >
        <span className="sr-only">Select {trade.symbol}</span>
        <Checkbox
          id={id}
          tabIndex={-1}
          checked={selected}
          onChange={() => actions.toggle(trade.id)}
        />
      </label>
      <Link
        href={actions.pathOf(trade.id)}
        prefetch={false}
        tabIndex={-1}
        title={trade.symbol}
        className="truncate rounded-sm underline-offset-3 hover:underline"
      >
        <span className="font-medium">{trade.symbol}</span>{' '}
        <span className="text-ink-soft">{trade.direction === 'LONG' ? 'Long' : 'Short'}</span>
      </Link>
      {trade.closed ? null : <PartlyOpen />}
    </span>
  )
}

/** The first words of the note; pressing it goes on writing. */
function NoteStart(props: { trade: TradeRowView; onWrite: RowActions['note'] }) {
  const { trade, onWrite } = props
  const words =
    trade.noteStart === null ? null : (
      <>
        <NotebookPen aria-hidden className="size-3.5 shrink-0 text-accent-text" />
        <span className="sr-only">Note: </span>
        <span className="truncate">{trade.noteStart}</span>
      </>
    )
  const look = 'flex w-full min-w-0 items-center gap-1.5 text-left'
  if (!onWrite)
    return (
      <span title={trade.noteStart ?? undefined} className={look}>
        {words}
      </span>
    )
  return (
    <button
      type="button"
      tabIndex={-1}
      data-note
      title={trade.noteStart ?? undefined}
      onClick={() => onWrite(trade.id)}
      className={cn(look, '-mx-1 h-7 rounded px-1 text-ink-soft hover:text-ink touch:h-11')}
    >
      {words ?? (
        <span className="text-ink-faint opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 group-focus/row:opacity-100 touch:opacity-100">
          Add a note
        </span>
      )}
    </button>
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
