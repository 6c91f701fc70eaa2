'use client'

import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { requestJson, withQuery } from '@/components/api/request'
import type { ImportRowView, ImportView } from '@/lib/domain/views/import'
import { isUnderWay } from './imports'

export type Verdict = ImportRowView['verdict']

export function importQuery(importId: string, verdict: Verdict | null) {
  return queryOptions({
    queryKey: ['imports', importId, { verdict }],
    queryFn: ({ signal }) =>
      requestJson<ImportView>(withQuery(`/api/imports/${importId}`, { verdict }), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.status) ? 1_000 : false),
  })
}

export function useImport(importId: string, verdict: Verdict | null) {
  return useQuery(importQuery(importId, verdict))
}

export type Answers = {
  utcOffsetMinutes?: number
  dateOrder?: 'day-first' | 'month-first'
  netColumn?: string
  decimalMark?: '.' | ','
  simulated?: boolean
  sheet?: string
  /** Column, counted from 1, to what it is; null for a column that is not used. */
  mapping?: Record<string, string | null>
  /** Asks for the columns once more, filled in as they are. */
  reviewMapping?: true
  /** Line to column, from 1, to what stands there instead; null takes the line as it was again. */
  corrections?: Record<string, Record<string, string> | null>
  addAnyway?: number[]
  /** Causes of rows to leave out; all of them, each time. */
  leaveOut?: string[]
  correctAlike?: { column: number; value: string; to: string }
}

const STILL_OPEN = new Set<ImportView['status']>(['ready', 'needs-answers', 'failed'])

/** Not added yet, so that it can still be read otherwise. */
export function isStillOpen({ status }: ImportView): boolean {
  return STILL_OPEN.has(status)
}

/** Changes what is assumed about the file; the preview is worked out anew. */
export function useAnswerImport(importId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (answers: Answers) =>
      requestJson<ImportView>(`/api/imports/${importId}`, { method: 'PATCH', body: answers }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['imports', importId] }),
  })
}

/** Forgets what was answered about files with these headers; this one asks again what it took over. */
export function useForgetAnswers(importId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      requestJson<ImportView>(`/api/imports/${importId}/answers`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['imports'] }),
  })
}

/** Adds the new deals to the journal. */
export function useCommitImport(importId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => requestJson(`/api/imports/${importId}/commit`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['imports'] }),
  })
}
