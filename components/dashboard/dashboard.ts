'use client'

import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { requestJson, withQuery } from '@/components/api/request'
import type { DashboardView } from '@/lib/domain/views/dashboard'

export type DashboardFilter = {
  account: string | null
  from: string | null
  to: string | null
  basis: DashboardView['basis']
}

const BUSY_EVERY_MS = 3_000
const QUIET_EVERY_MS = 10_000

export function dashboardQuery({ account, from, to, basis }: DashboardFilter) {
  const asked = { account, from, to, basis }
  return queryOptions({
    queryKey: ['journal', 'dashboard', asked],
    queryFn: ({ signal }) =>
      requestJson<DashboardView>(withQuery('/api/dashboard', asked), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.freshness.syncing ? BUSY_EVERY_MS : QUIET_EVERY_MS,
  })
}

export function useDashboard(filter: DashboardFilter) {
  return useQuery(dashboardQuery(filter))
}
