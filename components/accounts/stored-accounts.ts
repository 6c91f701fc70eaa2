'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { StoredAccountView } from '@/lib/domain/views/account'

const storedAccountsQuery = queryOptions({
  queryKey: ['accounts', 'stored'],
  queryFn: ({ signal }) =>
    requestJson<{ accounts: StoredAccountView[] }>('/api/settings/accounts', { signal }),
})

/** Accounts that hold trades, and those whose trades were deleted a short while ago. */
export function useStoredAccounts() {
  return useQuery(storedAccountsQuery)
}
