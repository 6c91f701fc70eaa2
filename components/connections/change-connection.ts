'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { connectionQuery } from './connection'

/** What a trader can do to a connection: the last part of its address, and what goes along. */
type Changes = {
  sync: undefined
  stop: undefined
  pause: { reason: string | null }
  resume: undefined
  'confirm-later': undefined
  archive: { accountId?: string }
  'history-limit-seen': undefined
}

/** Does one of them; the page shows at once what the connection is then. */
export function useChangeConnection<Verb extends keyof Changes>(connectionId: string, verb: Verb) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Changes[Verb]) =>
      requestJson<ConnectionView>(`/api/connections/${connectionId}/${verb}`, {
        method: 'POST',
        body,
      }),
    onSuccess: (connection) => {
      client.setQueryData(connectionQuery(connectionId).queryKey, connection)
      void client.invalidateQueries({ queryKey: ['connections', 'list'] })
    },
  })
}
