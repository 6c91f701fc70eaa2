'use client'

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { requestJson, withQuery } from '@/components/api/request'
import type { BalanceView } from '@/lib/domain/views/balance'
import type { LookInOverview, LookInTradesView, StaffLookInView } from '@/lib/domain/views/look-in'
import type { TradeView } from '@/lib/domain/views/trade'

const lookInKey = (lookInId: string) => ['support', 'look-in', lookInId]

const REFRESH_MS = 10_000

/** How a look-in stands; asked often, because its trader may end it at any moment. */
export function useLookIn(lookInId: string) {
  return useQuery({
    queryKey: lookInKey(lookInId),
    queryFn: ({ signal }) =>
      requestJson<StaffLookInView>(`/api/support/look-ins/${lookInId}`, { signal }),
    refetchInterval: ({ state }) => (state.error ? false : REFRESH_MS),
  })
}

export function useEndLookIn(lookInId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      requestJson<StaffLookInView>(`/api/support/look-ins/${lookInId}/end`, { method: 'POST' }),
    onSuccess: (view) => client.setQueryData(lookInKey(lookInId), view),
  })
}

/** Asked once when a page opens and never by itself: every look is noted for the trader. */
function useLook<View>(lookInId: string, address: string) {
  return useQuery({
    queryKey: [...lookInKey(lookInId), 'look', address],
    queryFn: ({ signal }) =>
      requestJson<View>(`/api/support/look-ins/${lookInId}/${address}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

export type LookInFilter = { account: string | null; symbol: string | null; page: number }

export function useLookInOverview(lookInId: string) {
  return useLook<LookInOverview>(lookInId, 'overview')
}

export function useLookInTrades(lookInId: string, filter: LookInFilter) {
  return useLook<LookInTradesView>(lookInId, withQuery('trades', filter))
}

export function useLookInTrade(lookInId: string, tradeId: string) {
  return useLook<TradeView>(lookInId, `trades/${tradeId}`)
}

export function useLookInBalance(lookInId: string, accountId: string, page: number) {
  return useLook<BalanceView>(lookInId, withQuery(`accounts/${accountId}/balance`, { page }))
}
