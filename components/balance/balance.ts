'use client'

import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { requestJson, withQuery } from '@/components/api/request'
import type { BalanceView } from '@/lib/domain/views/balance'

function balanceQuery(accountId: string, page: number) {
  return queryOptions({
    queryKey: ['journal', 'balance', accountId, page],
    queryFn: ({ signal }) =>
      requestJson<BalanceView>(withQuery(`/api/accounts/${accountId}/balance`, { page }), {
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  })
}

export function useBalance(accountId: string, page: number) {
  return useQuery(balanceQuery(accountId, page))
}
