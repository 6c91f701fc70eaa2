'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { PlatformView } from '@/lib/domain/views/platform'

const platformsQuery = queryOptions({
  queryKey: ['connections', 'platforms'],
  queryFn: ({ signal }) =>
    requestJson<{ platforms: PlatformView[] }>('/api/connections/platforms', { signal }),
  // They change only when Tallybook is started with other settings.
  staleTime: Number.POSITIVE_INFINITY,
})

export function usePlatforms() {
  return useQuery(platformsQuery)
}
