'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'

export function useDismissCaughtUp(connectionId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      requestJson(`/api/connections/${connectionId}/caught-up/dismiss`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['connections'] }),
  })
}
