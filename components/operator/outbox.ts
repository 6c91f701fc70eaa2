'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { requestJson, withQuery } from '@/components/api/request'
import type { OutboxView } from '@/lib/domain/views/outbox'

/** Mails to traders, newest first; older ones are added page by page. */
export function useOutbox() {
  return useInfiniteQuery({
    queryKey: ['operator', 'outbox'],
    queryFn: ({ signal, pageParam }) =>
      requestJson<OutboxView>(withQuery('/api/operator/outbox', { before: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.older,
  })
}
