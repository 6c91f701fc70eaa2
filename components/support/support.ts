'use client'

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { requestJson, withQuery } from '@/components/api/request'
import type { StaffAction } from '@/lib/domain/support/audit-words'
import type { CoverageView } from '@/lib/domain/views/coverage'
import type {
  StaffActionAnswer,
  StaffConnectionView,
  SupportSearchView,
} from '@/lib/domain/views/support'
import type { ActionDetails } from './action-details'

const REFRESH_MS = 10_000

export function useSupportSearch(q: string) {
  return useQuery({
    queryKey: ['support', 'search', q],
    queryFn: ({ signal }) =>
      requestJson<SupportSearchView>(withQuery('/api/support/search', { q }), { signal }),
    enabled: q !== '',
  })
}

const explainedQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ['support', 'connection', connectionId],
    queryFn: ({ signal }) =>
      requestJson<StaffConnectionView>(`/api/support/connections/${connectionId}`, { signal }),
    refetchInterval: ({ state }) => (state.error ? false : REFRESH_MS),
  })

/** Answers CONFLICT until somebody has said why they look. */
export function useExplained(connectionId: string) {
  return useQuery(explainedQuery(connectionId))
}

export function useOpening(connectionId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (reason: string) =>
      requestJson<{ open: true }>(`/api/support/connections/${connectionId}/opening`, {
        method: 'POST',
        body: { reason },
      }),
    onSuccess: () => client.resetQueries({ queryKey: explainedQuery(connectionId).queryKey }),
  })
}

export function useStaffAction(connectionId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: {
      action: StaffAction
      reason: string
      requestId: string
      details: ActionDetails
    }) =>
      requestJson<StaffActionAnswer>(`/api/support/connections/${connectionId}/actions`, {
        method: 'POST',
        body,
      }),
    onSuccess: () => {
      void client.invalidateQueries({
        queryKey: ['connections', 'test', testAddress(connectionId)],
      })
      void client.invalidateQueries({ queryKey: explainedQuery(connectionId).queryKey })
    },
  })
}

/** Where the newest test of a connection is read by staff. */
export function testAddress(connectionId: string): string {
  return `/api/support/connections/${connectionId}/test`
}

export function useCoverages(connectionId: string) {
  return useQuery({
    queryKey: ['support', 'coverage', connectionId],
    queryFn: ({ signal }) =>
      requestJson<{ accounts: CoverageView[] }>(
        `/api/support/connections/${connectionId}/coverage`,
        { signal },
      ),
  })
}
