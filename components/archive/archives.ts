'use client'

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ErrorBody, requestJson, toApiError, withQuery } from '@/components/api/request'
import type { ArchivesView } from '@/lib/domain/views/archive'

const archivesQuery = queryOptions({
  queryKey: ['archives'],
  queryFn: ({ signal }) => requestJson<ArchivesView>('/api/archives', { signal }),
  refetchInterval: ({ state }) => (state.data?.latest?.status === 'reading' ? 1_000 : false),
})

export function useArchives() {
  return useQuery(archivesQuery)
}

/** Sends an archive to be read into this journal. */
export function useBringArchive() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (file: File) => {
      const response = await fetch(withQuery('/api/archives', { name: file.name }), {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      })
      if (response.ok) return
      throw toApiError(
        response.status,
        (await response.json().catch(() => null)) as ErrorBody | null,
      )
    },
    onSuccess: () => client.invalidateQueries({ queryKey: archivesQuery.queryKey }),
  })
}
