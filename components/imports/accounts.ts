'use client'

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { AccountView } from '@/lib/domain/views/account'

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => requestJson<{ accounts: AccountView[] }>('/api/accounts', { signal }),
  // One that is becoming part of another is gone in a moment.
  refetchInterval: ({ state }) =>
    state.data?.accounts.some(({ joinsId }) => joinsId !== null) ? 1_000 : false,
})

export function useAccounts() {
  return useQuery(accountsQuery)
}

/** Those made for files; none while they are not known. */
export function useFileAccounts(): AccountView[] {
  return useAccounts().data?.accounts.filter(({ source }) => source === 'file') ?? []
}

export type NewAccount = {
  name: string
  currency: string
  simulated: boolean
  /** As the file names them. */
  number?: string
  broker?: string
}

/** Makes an account that is fed by files only. */
export function useCreateAccount() {
  const client = useQueryClient()
  return async (account: NewAccount): Promise<AccountView> => {
    const answer = await requestJson<{ account: AccountView }>('/api/accounts', {
      method: 'POST',
      body: account,
    })
    await client.invalidateQueries({ queryKey: accountsQuery.queryKey })
    return answer.account
  }
}
