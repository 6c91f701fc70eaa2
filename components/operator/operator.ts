'use client'

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { requestJson, withQuery } from '@/components/api/request'
import type { HealthView, PeopleView, PersonView, SetAsideView } from '@/lib/domain/views/operator'

const REFRESH_MS = 5_000

const healthQuery = queryOptions({
  queryKey: ['operator', 'health'],
  queryFn: ({ signal }) => requestJson<HealthView>('/api/operator/health', { signal }),
  refetchInterval: REFRESH_MS,
})

export function useHealth() {
  return useQuery(healthQuery)
}

const setAsideQuery = queryOptions({
  queryKey: ['operator', 'set-aside'],
  queryFn: ({ signal }) =>
    requestJson<{ items: SetAsideView[]; more: boolean }>('/api/operator/set-aside', { signal }),
  refetchInterval: REFRESH_MS,
})

export function useSetAside() {
  return useQuery(setAsideQuery)
}

export function useDriveAgain() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { ids?: string[]; reason: string; requestId: string }) =>
      requestJson<{ driven: number }>('/api/operator/set-aside', { method: 'POST', body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: setAsideQuery.queryKey })
      await client.invalidateQueries({ queryKey: healthQuery.queryKey })
    },
  })
}

const PEOPLE = ['operator', 'people']

export function usePeople(q: string, role: string | null) {
  return useQuery({
    queryKey: [...PEOPLE, q, role],
    queryFn: ({ signal }) =>
      requestJson<PeopleView>(withQuery('/api/operator/people', { q, role }), { signal }),
    placeholderData: (before) => before,
  })
}

export function useGiveRole(userId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { role: PersonView['role']; reason: string; requestId: string }) =>
      requestJson<{ before: string }>(`/api/operator/people/${userId}/role`, {
        method: 'POST',
        body,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: PEOPLE }),
  })
}
