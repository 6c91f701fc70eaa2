'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { isBusy } from './connection'

type ConnectionsView = { connections: ConnectionView[]; workerAlive: boolean }

export const connectionsQuery = queryOptions({
  queryKey: ['connections', 'list'],
  queryFn: ({ signal }) => requestJson<ConnectionsView>('/api/connections', { signal }),
  refetchInterval: ({ state }) => (state.data?.connections.some(isBusy) ? 2_000 : 20_000),
})

export function useConnections() {
  return useQuery(connectionsQuery)
}
