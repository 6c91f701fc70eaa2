'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { BreakEvenView } from '@/lib/domain/views/settings'

const ADDRESS = '/api/settings/break-even'

export function useBreakEven() {
  return useQuery({
    queryKey: ['settings', 'break-even'],
    queryFn: ({ signal }) => requestJson<BreakEvenView>(ADDRESS, { signal }),
  })
}

/** Tells wins and losses apart anew; everything that counts them is asked for anew. */
export function useChangeBreakEven() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (within: string) => requestJson(ADDRESS, { method: 'POST', body: { within } }),
    onSuccess: () => client.invalidateQueries(),
  })
}
