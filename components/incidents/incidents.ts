'use client'

import { useQuery } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { IncidentView } from '@/lib/domain/views/incident'

/** Trouble of the environments this trader is linked in. */
export function useIncidents() {
  return useQuery({
    queryKey: ['incidents'],
    queryFn: ({ signal }) =>
      requestJson<{ incidents: IncidentView[] }>('/api/incidents', { signal }),
    refetchInterval: 30_000,
  })
}
