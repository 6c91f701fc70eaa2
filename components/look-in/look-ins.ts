'use client'

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { LookInView } from '@/lib/domain/views/look-in'

type LookIns = { lookIns: LookInView[] }

const lookInsQuery = queryOptions({
  queryKey: ['look-ins'],
  queryFn: ({ signal }) => requestJson<LookIns>('/api/look-ins', { signal }),
  refetchInterval: 15_000,
})

/** Who asks to look into this journal, and who looks just now. */
export function useLookIns() {
  return useQuery(lookInsQuery)
}

/** The trader's word: allow, refuse, or end. */
export function useAnswerLookIn(lookInId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (word: 'allow' | 'refuse' | 'end') =>
      requestJson<LookIns>(`/api/look-ins/${lookInId}/${word === 'end' ? 'end' : 'answer'}`, {
        method: 'POST',
        ...(word === 'end' ? {} : { body: { allow: word === 'allow' } }),
      }),
    onSuccess: (lookIns) => {
      client.setQueryData(lookInsQuery.queryKey, lookIns)
      void client.invalidateQueries({ queryKey: ['settings', 'staff-actions'] })
    },
  })
}
