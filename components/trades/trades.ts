'use client'

import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { requestJson, withQuery } from '@/components/api/request'
import type { JournalFilter } from '@/components/journal-filter/journal-filter'
import type { TradeListView, TradeSort } from '@/lib/domain/views/trades'

export type TradeListing = JournalFilter & {
  /** By id. */
  tag: string | null
  sort: TradeSort
  dir: 'asc' | 'desc'
  page: number
}

export function tradesQuery(listing: TradeListing) {
  return queryOptions({
    queryKey: ['journal', 'trades', listing],
    queryFn: ({ signal }) =>
      requestJson<TradeListView>(withQuery('/api/trades', listing), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  })
}

export function useTrades(listing: TradeListing) {
  return useQuery(tradesQuery(listing))
}
