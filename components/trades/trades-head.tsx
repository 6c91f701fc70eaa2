import { ArrowDown, ArrowUp } from 'lucide-react'
import { cn } from '@/components/ui/class-names'
import { Th } from '@/components/ui/table'
import type { TradeColumnId } from '@/lib/domain/trade-columns'
import { TRADE_SORTS, type TradeSort } from '@/lib/domain/views/trades'
import { TRADE_COLUMNS } from './trade-columns'
import { RESULT, STICKY } from './trade-row'

type Sorting = { sort: TradeSort; dir: 'asc' | 'desc'; onSort: (sort: TradeSort) => void }

export function TradesHead({ columns, ...sorting }: Sorting & { columns: TradeColumnId[] }) {
  return (
    <thead className="sticky top-0 z-20">
      <tr aria-rowindex={1}>
        {columns.map((id, place) => (
          <TradeHeader key={id} id={id} isFirst={place === 0} {...sorting} />
        ))}
      </tr>
    </thead>
  )
}

function TradeHeader(props: Sorting & { id: TradeColumnId; isFirst: boolean }) {
  const { id, sort, dir, isFirst } = props
  const { header, numeric = false } = TRADE_COLUMNS[id]
  const sortable = TRADE_SORTS.find((each) => each === id)
  const className = cn(
    numeric && 'text-right',
    isFirst && STICKY,
    isFirst && 'lg:bg-surface',
    id === 'net' && RESULT,
  )
  if (!sortable) return <Th className={className}>{header}</Th>
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
        {header}
        <Arrow aria-hidden className={cn('size-3.5', !sorted && 'invisible')} />
      </button>
    </Th>
  )
}
