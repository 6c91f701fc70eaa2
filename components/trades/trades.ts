'use client'

import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { requestJson, withQuery } from '@/components/api/request'
import type { TradeFilter } from '@/components/journal-filter/trade-filter'
import type { TradeListView, TradeSort } from '@/lib/domain/views/trades'

export type TradeListing = TradeFilter & {
  sort: TradeSort
  dir: 'asc' | 'desc'
}

/** The beginning of a list with the totals of the whole, and which list it is. */
export type TradeList = TradeListView & { listing: TradeListing }

export const tradesKey = (listing: TradeListing) => ['journal', 'trades', listing] as const

/** How many trades are asked for at once. */
export const ROWS_AT_ONCE = 100

export function tradesQuery(listing: TradeListing) {
  return queryOptions({
    queryKey: tradesKey(listing),
    queryFn: async ({ signal }): Promise<TradeList> => {
      const path = withQuery('/api/trades', { ...listing, size: ROWS_AT_ONCE })
      return { ...(await requestJson<TradeListView>(path, { signal })), listing }
    },
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  })
}

export function useTrades(listing: TradeListing) {
  return useQuery(tradesQuery(listing))
}
