'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'

/** Ends a connection; its trades stay. */
export function useDisconnect(connectionId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => requestJson(`/api/connections/${connectionId}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['connections'] }),
  })
}
