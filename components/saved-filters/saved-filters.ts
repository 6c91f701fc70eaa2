'use client'

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { SavedFilterView } from '@/lib/domain/views/saved-filters'

const PATH = '/api/saved-filters'

const savedFiltersQuery = queryOptions({
  queryKey: ['saved-filters'],
  queryFn: ({ signal }) => requestJson<{ filters: SavedFilterView[] }>(PATH, { signal }),
  staleTime: 30_000,
})

export function useSavedFilters() {
  return useQuery(savedFiltersQuery)
}

type Change =
  | { do: 'save'; name: string; query: SavedFilterView['query'] }
  | { do: 'change'; id: string; name?: string; query?: SavedFilterView['query'] }
  | { do: 'delete'; id: string }

/** Saves, renames, replaces and deletes; the list is asked for anew. */
export function useChangeSavedFilters() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: Change): Promise<unknown> => {
      if (change.do === 'delete') return requestJson(`${PATH}/${change.id}`, { method: 'DELETE' })
      if (change.do === 'save') {
        const { name, query } = change
        return requestJson(PATH, { method: 'POST', body: { name, query: given(query) } })
      }
      const { id, name, query } = change
      const body = { name, query: query && given(query) }
      return requestJson(`${PATH}/${id}`, { method: 'PATCH', body })
    },
    onSuccess: () => client.invalidateQueries(savedFiltersQuery),
  })
}

/** Without what is not filtered by. */
function given(query: SavedFilterView['query']): object {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null))
}
