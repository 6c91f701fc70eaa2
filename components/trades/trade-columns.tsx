import type { ReactNode } from 'react'
import { formatDecimal, signOf } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { Price } from '@/components/format/price'
import { When } from '@/components/format/when'
import { TagMark } from '@/components/tags/tag-mark'
import type { TradeColumnId } from '@/lib/domain/trade-columns'
import type { MoneyView } from '@/lib/domain/views/money'
import type { TradeRowView } from '@/lib/domain/views/trades'

type TradeColumn = {
  header: string
  numeric?: boolean
  /** Pixels. Rows come and go while the list is scrolled: their texts must not move the columns. */
  width: number
  /** Not of the name and of the note, with which something can be done. */
  cell?: (trade: TradeRowView) => ReactNode
}

/** Columns that the server can sort by have the ids of `TradeSort`. */
export const TRADE_COLUMNS: Record<TradeColumnId, TradeColumn> = {
  symbol: { header: 'Symbol', width: 180 },
  closedAt: {
    header: 'Closed',
    width: 140,
    cell: ({ closedAt }) => <When at={closedAt} as="table" />,
  },
  openedAt: {
    header: 'Opened',
    width: 140,
    cell: ({ openedAt }) =>
      openedAt ? <When at={openedAt} as="table" /> : <Missing why="The file has no opening time" />,
  },
  account: {
    header: 'Account',
    width: 124,
    cell: ({ accountName }) => (
      <span className="block truncate text-ink-soft" title={accountName}>
        {accountName}
      </span>
    ),
  },
  lots: {
    header: 'Lots',
    numeric: true,
    width: 68,
    cell: ({ lots }) =>
      lots === null ? (
        <Missing why="The lot size of this symbol is not known" />
      ) : (
        formatDecimal(lots, { digits: 2, maxDigits: 4 })
      ),
  },
  entryPrice: {
    header: 'Entry',
    numeric: true,
    width: 88,
    cell: ({ entryPrice, priceDigits }) => <Price value={entryPrice} digits={priceDigits} />,
  },
  exitPrice: {
    header: 'Exit',
    numeric: true,
    width: 88,
    cell: ({ exitPrice, priceDigits }) => <Price value={exitPrice} digits={priceDigits} />,
  },
  pips: {
    header: 'Pips',
    numeric: true,
    width: 72,
    cell: ({ pips }) =>
      pips === null ? (
        <Missing why="The pip size of this symbol is not known" />
      ) : (
        formatDecimal(pips, { digits: 1, signed: true })
      ),
  },
  tags: { header: 'Tags', width: 128, cell: ({ tags }) => <Tags tags={tags} /> },
  note: { header: 'Note', width: 124 },
  gross: {
    header: 'Gross',
    numeric: true,
    width: 104,
    cell: ({ gross }) => <Part value={gross} />,
  },
  commission: {
    header: 'Commission',
    numeric: true,
    width: 108,
    cell: ({ commission }) => <Part value={commission} />,
  },
  swap: { header: 'Swap', numeric: true, width: 92, cell: ({ swap }) => <Part value={swap} /> },
  net: {
    header: 'Net',
    numeric: true,
    width: 136,
    cell: ({ net }) => <Money value={net} className="font-medium" />,
  },
}

/** On a phone the result comes right after the name; the rest is a swipe away. */
export function inPhoneOrder(columns: TradeColumnId[]): TradeColumnId[] {
  const first: TradeColumnId[] = ['symbol', 'net']
  return [...first, ...columns.filter((id) => !first.includes(id))]
}

const TAGS_IN_ROW = 2

function Tags({ tags }: { tags: TradeRowView['tags'] }) {
  const rest = tags.slice(TAGS_IN_ROW)
  return (
    <span className="flex gap-1">
      {tags.slice(0, TAGS_IN_ROW).map((tag) => (
        <TagMark key={tag.id} tag={tag} className="min-w-0" />
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
