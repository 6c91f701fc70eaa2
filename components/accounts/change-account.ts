'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'

/** Changes an account; everything that shows accounts or their trades is asked for anew. */
function useAccountChange<Input = void>(send: (input: Input) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: () =>
      Promise.all(
        [['connections'], ['accounts'], ['imports'], ['journal']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}

/** Stops reading an account; its trades stay. */
export function useStopFollowing(connectionId: string, accountId: string) {
  return useAccountChange(() =>
    requestJson(`/api/connections/${connectionId}/accounts/${accountId}`, { method: 'DELETE' }),
  )
}

/** Hides an account's trades; for seven days they can be restored. */
export function useDeleteTrades(accountId: string) {
  return useAccountChange((typed: string) =>
    requestJson(`/api/accounts/${accountId}/deletion`, { method: 'POST', body: { typed } }),
  )
}

export function useRestoreTrades(accountId: string) {
  return useAccountChange(() =>
    requestJson(`/api/accounts/${accountId}/deletion`, { method: 'DELETE' }),
  )
}

/** "This is my account …": a file account becomes part of this one. */
export function useJoinAccounts(accountId: string) {
  return useAccountChange((fileAccountId: string) =>
    requestJson(`/api/accounts/${accountId}/join`, { method: 'POST', body: { fileAccountId } }),
  )
}
