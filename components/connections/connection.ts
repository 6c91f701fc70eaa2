'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { ConnectionState } from '@/lib/domain/connection-state'
import type { ConnectionView } from '@/lib/domain/views/connection'

const BUSY_STATES: ReadonlySet<ConnectionState> = new Set([
  'authorising',
  'exchanging',
  'worker-off',
  'first-sync',
  'syncing',
])

/** Something is under way that the trader may be watching. */
export function isBusy({ state, job }: ConnectionView): boolean {
  return job !== null || BUSY_STATES.has(state)
}

/** cTrader is being asked for the currencies of accounts that wait to be chosen. */
function isDescribing({ state, accounts }: ConnectionView): boolean {
  return (
    state === 'choose-accounts' &&
    accounts.some(({ currency, unreadable }) => currency === null && unreadable === null)
  )
}

export function connectionQuery(connectionId: string) {
  return queryOptions({
    queryKey: ['connections', connectionId],
    queryFn: ({ signal }) =>
      requestJson<ConnectionView>(`/api/connections/${connectionId}`, { signal }),
    refetchInterval: ({ state: { data } }) =>
      data && (isBusy(data) || isDescribing(data)) ? 1_000 : 15_000,
  })
}

export function useConnection(connectionId: string) {
  return useQuery(connectionQuery(connectionId))
}
