'use client'

import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { requestJson, withQuery } from '@/components/api/request'
import type { BalanceView } from '@/lib/domain/views/balance'

/** "moved": only what the trader paid in or took out. */
export const SHOWN = ['all', 'moved'] as const
export type Shown = (typeof SHOWN)[number]

function balanceQuery(accountId: string, listing: { page: number; show: Shown }) {
  return queryOptions({
    queryKey: ['journal', 'balance', accountId, listing],
    queryFn: ({ signal }) =>
      requestJson<BalanceView>(withQuery(`/api/accounts/${accountId}/balance`, listing), {
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  })
}

export function useBalance(accountId: string, listing: { page: number; show: Shown }) {
  return useQuery(balanceQuery(accountId, listing))
}
