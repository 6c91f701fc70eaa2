'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'

/** Asks the worker to look for new trades before the next check is due. */
export function useSyncNow(connectionId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => requestJson(`/api/connections/${connectionId}/sync`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['connections'] }),
  })
}
