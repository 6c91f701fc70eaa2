'use client'

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { requestJson, withQuery } from '@/components/api/request'
import type { TradeListing } from '@/components/trades/trades'
import type { TradeView } from '@/lib/domain/views/trade'

export const TRADE_KEY = ['journal', 'trade'] as const

function tradeQuery(tradeId: string, listing: TradeListing) {
  return queryOptions({
    queryKey: [...TRADE_KEY, tradeId, listing],
    queryFn: ({ signal }) =>
      requestJson<TradeView>(withQuery(`/api/trades/${tradeId}`, listing), { signal }),
    refetchInterval: 15_000,
  })
}

export function useTrade(tradeId: string, listing: TradeListing) {
  return useQuery(tradeQuery(tradeId, listing))
}

/** The next one is there when it is stepped to. */
export function usePrefetchedNeighbours(trade: TradeView | undefined, listing: TradeListing) {
  const client = useQueryClient()
  const [previousId, nextId] = [trade?.previousId, trade?.nextId]
  // biome-ignore lint/correctness/useExhaustiveDependencies: the listing is new with every render
  useEffect(() => {
    for (const id of [nextId, previousId])
      if (id) void client.prefetchQuery(tradeQuery(id, listing))
  }, [client, previousId, nextId])
}
