'use client'

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useJournalFilter } from '@/components/journal-filter/journal-filter'
import { TRADE_SORTS, type TradeSort } from '@/lib/domain/views/trades'
import type { TradeListing } from './trades'

/** Which trades, in which order: all of it in the address. */
export function useTradeListing() {
  const { filter, setFilter } = useJournalFilter()
  const [order, setOrder] = useQueryStates(
    {
      sort: parseAsStringLiteral(TRADE_SORTS).withDefault('closedAt'),
      dir: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
      tag: parseAsString,
    },
    { history: 'push' },
  )
  const listing: TradeListing = { ...filter, ...order }

  /** A first press puts the largest or newest on top, a second one turns it round. */
  const sortBy = (sort: TradeSort) => {
    const firstDirection = sort === 'symbol' ? 'asc' : 'desc'
    const turned = order.dir === 'asc' ? 'desc' : 'asc'
    void setOrder({ sort, dir: sort === order.sort ? turned : firstDirection })
  }
  const filterByTag = (tag: string | null) => void setOrder({ tag })
  return { listing, filter, setFilter, filterByTag, sortBy }
}
