'use client'

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { TagUseView } from '@/lib/domain/views/notes'

const tagsQuery = queryOptions({
  queryKey: ['journal', 'tags'],
  queryFn: ({ signal }) => requestJson<{ tags: TagUseView[] }>('/api/tags', { signal }),
  staleTime: 30_000,
})

/** The tags that some trade has. */
export function useTags(): TagUseView[] {
  return useQuery(tagsQuery).data?.tags ?? []
}

/** Puts tags on trades and takes them off. */
export function useTagTrades() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (tagging: { tradeIds: string[]; add?: string[]; remove?: string[] }) =>
      requestJson('/api/trades/tags', { method: 'POST', body: tagging }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['journal'] }),
  })
}
