'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { ImportListItemView, ImportStatus } from '@/lib/domain/views/import'

export function isUnderWay(status: ImportStatus): boolean {
  return ['reading', 'committing', 'undoing', 'restoring'].includes(status)
}

export const importsQuery = queryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ signal }) =>
    requestJson<{ imports: ImportListItemView[] }>('/api/imports', { signal }),
  refetchInterval: ({ state }) =>
    state.data?.imports.some(({ status }) => isUnderWay(status)) ? 1_000 : 30_000,
})

export function useImports() {
  return useQuery(importsQuery)
}
