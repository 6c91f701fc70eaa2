import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isOutage, isSignedOut } from './request'

/** Under this key lives who is signed in; see `components/identity/session`. */
export const SESSION_KEY = ['session'] as const

const LONGEST_PAUSE_MS = 5_000

/**
 * An outage is waited out for as long as it lasts, so pages heal by themselves. Answers that
 * say no stay no. A session that ended anywhere is asked about again, and the shell reacts.
 */
export function createQueryClient(): QueryClient {
  const noticeSignOut = (error: unknown) => {
    if (isSignedOut(error)) void client.invalidateQueries({ queryKey: SESSION_KEY })
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== SESSION_KEY[0]) noticeSignOut(error)
      },
    }),
    mutationCache: new MutationCache({ onError: noticeSignOut }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => {
          if (isOutage(error)) return true
          if (error instanceof ApiError && error.status < 500) return false
          return failures < 2
        },
        retryDelay: (failures) => Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures),
      },
    },
  })
  return client
}
