'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { SESSION_KEY } from '@/components/api/query-client'
import { ApiError, requestJson } from '@/components/api/request'

export type SessionView = {
  user: {
    id: string
    email: string
    role: 'TRADER' | 'SUPPORT' | 'ADMIN'
    timeZone: string
    /** Columns chosen for the list of trades; none are the usual ones. */
    tradeColumns: string[]
  }
}

export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: async ({ signal }): Promise<SessionView> => {
    const { user } = await requestJson<{ user: SessionView['user'] | null }>('/api/session', {
      signal,
    })
    if (!user) throw new ApiError(401, 'NOT_SIGNED_IN', 'Please sign in.', null)
    return { user }
  },
  staleTime: 60_000,
})

/** Whether to show the way to the operator's pages; who may see them is decided by the API. */
export function useIsOperator(): boolean {
  return useSession().data?.user.role === 'ADMIN'
}

/** The same for the pages of support, which the operator may see as well. */
export function useIsStaff(): boolean {
  const role = useSession().data?.user.role
  return role === 'SUPPORT' || role === 'ADMIN'
}

export function useSession() {
  return useQuery(sessionQuery)
}
