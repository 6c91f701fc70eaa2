'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { JournalFiltersView } from '@/lib/domain/views/trades'

/** What the filter bar can offer: the trader's accounts and symbols. */
export const journalFiltersQuery = queryOptions({
  queryKey: ['journal', 'filters'],
  queryFn: ({ signal }) => requestJson<JournalFiltersView>('/api/journal/filters', { signal }),
  staleTime: 30_000,
})

export function useJournalFilters() {
  return useQuery(journalFiltersQuery)
}
