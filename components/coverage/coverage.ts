'use client'

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { CoverageView } from '@/lib/domain/views/coverage'

function coverageQuery(accountId: string) {
  return queryOptions({
    queryKey: ['coverage', accountId],
    queryFn: ({ signal }) =>
      requestJson<CoverageView>(`/api/accounts/${accountId}/coverage`, { signal }),
    refetchInterval: ({ state }) => (state.data?.history.underWay ? 2_000 : 20_000),
  })
}

/** Where every month of an account comes from. */
export function useCoverage(accountId: string) {
  return useQuery(coverageQuery(accountId))
}

/** Asks cTrader for history before what is here: from a day on, or all of it. */
export function useFetchOlder(accountId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (from: string | null) =>
      requestJson(`/api/accounts/${accountId}/history`, { method: 'POST', body: { from } }),
    onSuccess: () =>
      Promise.all(
        ['coverage', 'connections', 'activity', 'journal'].map((key) =>
          client.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  })
}
