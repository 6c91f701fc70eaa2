'use client'

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { AccountView } from '@/lib/domain/views/account'

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => requestJson<{ accounts: AccountView[] }>('/api/accounts', { signal }),
})

export function useAccounts() {
  return useQuery(accountsQuery)
}

export type NewAccount = { name: string; currency: string }

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
