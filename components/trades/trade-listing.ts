'use client'

import { parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useTradeFilter } from '@/components/journal-filter/trade-filter'
import { TRADE_SORTS, type TradeSort } from '@/lib/domain/views/trades'
import type { TradeListing } from './trades'

/** Which trades, in which order: all of it in the address. */
export function useTradeListing() {
  const filtered = useTradeFilter()
  const [order, setOrder] = useQueryStates(
    {
      sort: parseAsStringLiteral(TRADE_SORTS).withDefault('closedAt'),
      dir: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
    },
    { history: 'push' },
  )
  const listing: TradeListing = { ...filtered.filter, ...order }

  /** A first press puts the largest or newest on top, a second one turns it round. */
  const sortBy = (sort: TradeSort) => {
    const firstDirection = sort === 'symbol' ? 'asc' : 'desc'
    const turned = order.dir === 'asc' ? 'desc' : 'asc'
    void setOrder({ sort, dir: sort === order.sort ? turned : firstDirection })
  }
  return { ...filtered, listing, sortBy }
}
