'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'

type Deletion = { accountId: string; typed: string }

/** Ends a connection; its trades stay, except those of the accounts named. */
export function useDisconnect(connectionId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (deletions: Deletion[]) =>
      requestJson(`/api/connections/${connectionId}`, { method: 'DELETE', body: { deletions } }),
    onSuccess: () =>
      Promise.all(
        [['connections'], ['accounts'], ['imports'], ['journal']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
