'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { requestJson, withQuery } from '@/components/api/request'
import { REPORT_GROUPINGS } from '@/lib/domain/views/report'

const REFRESH_EVERY_MS = 10_000

/** What trades are put together by, kept in the address beside the filter. */
export function useGrouping() {
  return useQueryState('by', parseAsStringLiteral(REPORT_GROUPINGS).withDefault('symbol'))
}

/**
 * One of the reports.
 * @param name what follows /api/reports in the address
 */
export function useReport<View>(
  name: '' | '/compare' | '/chance' | '/outlook' | '/discipline' | '/costs',
  asked: Record<string, string | number | null>,
) {
  return useQuery({
    queryKey: ['journal', 'report', name, asked],
    queryFn: ({ signal }) => requestJson<View>(withQuery(`/api/reports${name}`, asked), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_EVERY_MS,
  })
}
