'use client'

import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import { requestJson, withQuery } from '@/components/api/request'
import type { ActivityRowView, ActivityView, RunDetailView } from '@/lib/domain/views/activity'

export type ActivityScope = {
  source: 'sync' | 'file' | null
  account: string | null
  connection: string | null
  outcome: ActivityRowView['outcome'] | null
}

const RUNNING_MS = 2_000
const QUIET_MS = 10_000

function pace(rows: ActivityRowView[] | undefined): number {
  return rows?.some(({ outcome }) => outcome === 'running') ? RUNNING_MS : QUIET_MS
}

function activityQuery(scope: ActivityScope) {
  return infiniteQueryOptions({
    queryKey: ['activity', 'list', scope],
    queryFn: ({ pageParam, signal }) =>
      requestJson<ActivityView>(withQuery('/api/activity', { ...scope, before: pageParam }), {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ older }: ActivityView) => older,
    refetchInterval: ({ state }) => pace(state.data?.pages.flatMap(({ rows }) => rows)),
  })
}

/** Every arrival in a scope, page by page. */
export function useActivity(scope: ActivityScope) {
  return useInfiniteQuery(activityQuery(scope))
}

/** The newest arrivals of one connection or account. */
export function useNewestActivity(scope: { connection?: string; account?: string }, limit: number) {
  return useQuery(
    queryOptions({
      queryKey: ['activity', 'newest', scope, limit],
      queryFn: ({ signal }) =>
        requestJson<ActivityView>(withQuery('/api/activity', { ...scope, limit }), { signal }),
      refetchInterval: ({ state }) => pace(state.data?.rows),
    }),
  )
}

/** Why one run came out as it did. */
export function useRunDetails(run: ActivityRowView) {
  return useQuery(
    queryOptions({
      // What a finished run tells does not change; a running one is asked again with its counts.
      queryKey: ['activity', 'run', run.id, run.outcome, run.read],
      queryFn: ({ signal }) => requestJson<RunDetailView>(`/api/activity/${run.id}`, { signal }),
      placeholderData: (previous) => previous,
    }),
  )
}
