'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'

/** Counts the days of the journal in another zone; everything that shows a time is asked for anew. */
export function useChangeTimeZone() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (timeZone: string) =>
      requestJson('/api/settings/time-zone', { method: 'POST', body: { timeZone } }),
    onSuccess: () => client.invalidateQueries(),
  })
}
