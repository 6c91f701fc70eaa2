'use client'

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { ImportView } from '@/lib/domain/views/import'

/** Fresh each time it is asked: a sync may have changed what an undo would take out. */
export function useImportToUndo(importId: string, asked: boolean) {
  return useQuery(
    queryOptions({
      queryKey: ['imports', importId, 'undo'],
      queryFn: ({ signal }) => requestJson<ImportView>(`/api/imports/${importId}`, { signal }),
      enabled: asked,
      staleTime: 0,
    }),
  )
}

export function useUndoImport(importId: string) {
  return useTurn(importId, 'undo')
}

export function useRestoreImport(importId: string) {
  return useTurn(importId, 'restore')
}

function useTurn(importId: string, verb: 'undo' | 'restore') {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => requestJson(`/api/imports/${importId}/${verb}`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['imports'] }),
  })
}
