'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { SESSION_KEY } from '@/components/api/query-client'
import { requestJson } from '@/components/api/request'

export type SessionView = {
  user: { id: string; email: string; role: 'TRADER' | 'SUPPORT' | 'ADMIN'; timeZone: string }
}

export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: ({ signal }) => requestJson<SessionView>('/api/session', { signal }),
  staleTime: 60_000,
})

export function useSession() {
  return useQuery(sessionQuery)
}
