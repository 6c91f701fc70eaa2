'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { ConnectionTestView } from '@/lib/domain/views/connection-test'

type Tested = { test: ConnectionTestView | null }

const WATCHING_MS = 700

/** The newest test at an address, watched closely while it is under way. */
export function useTest(address: string) {
  return useQuery({
    queryKey: ['connections', 'test', address],
    queryFn: ({ signal }) => requestJson<Tested>(address, { signal }),
    refetchInterval: ({ state: { data } }) =>
      data?.test && !data.test.finishedAt ? WATCHING_MS : false,
  })
}

/** The trader's own: asks for one. */
export function useAskForTest(address: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => requestJson<Tested>(address, { method: 'POST' }),
    onSuccess: (tested) => client.setQueryData(['connections', 'test', address], tested),
  })
}
