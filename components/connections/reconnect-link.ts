'use client'

import { useQuery } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { ReconnectLinkView } from '@/lib/domain/views/reconnect-link'

/** What a link that support sent leads to, and whether it still may be used. */
export function useReconnectLink(secret: string) {
  return useQuery({
    queryKey: ['connections', 'reconnect-link', secret],
    queryFn: ({ signal }) =>
      requestJson<ReconnectLinkView>('/api/reconnect-links', {
        method: 'POST',
        body: { secret },
        signal,
      }),
  })
}
