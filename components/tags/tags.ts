'use client'

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { TagUndo, TagUseView } from '@/lib/domain/views/notes'

const tagsQuery = queryOptions({
  queryKey: ['journal', 'tags'],
  queryFn: ({ signal }) => requestJson<{ tags: TagUseView[] }>('/api/tags', { signal }),
  staleTime: 30_000,
})

/** The tags that some trade has; undefined while they are on their way. */
export function useTagsThereAre(): TagUseView[] | undefined {
  return useQuery(tagsQuery).data?.tags
}

export function useTags(): TagUseView[] {
  return useTagsThereAre() ?? []
}

type Tagging = { tradeIds: string[]; add?: string[]; remove?: string[] }

const tag = (tagging: Tagging) =>
  requestJson<{ undo: TagUndo[] }>('/api/trades/tags', { method: 'POST', body: tagging })

/** Puts tags on trades and takes them off; answers with what takes it back. */
export function useTagTrades() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: tag,
    onSuccess: () => client.invalidateQueries({ queryKey: ['journal'] }),
  })
}

/** Takes taggings back, one after the other. */
export function useUndoTagging() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (undo: TagUndo[]) => {
      for (const tagging of undo) await tag(tagging)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['journal'] }),
  })
}

/** Gives a tag another name. */
export function useRenameTag() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      requestJson(`/api/tags/${id}`, { method: 'PATCH', body: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['journal'] }),
  })
}

/** Takes a tag off all trades; answers with what puts it back. */
export function useDeleteTag() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      requestJson<{ undo: TagUndo[] }>(`/api/tags/${id}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['journal'] }),
  })
}
