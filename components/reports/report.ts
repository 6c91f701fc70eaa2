'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { requestJson, withQuery } from '@/components/api/request'
import type { JournalFilter } from '@/components/journal-filter/journal-filter'
import { REPORT_GROUPINGS, type ReportView } from '@/lib/domain/views/report'

type ReportChoice = Pick<ReportView, 'grouping' | 'basis'>

const REFRESH_EVERY_MS = 10_000

/** What trades are put together by, kept in the address beside the filter. */
export function useGrouping() {
  return useQueryState('by', parseAsStringLiteral(REPORT_GROUPINGS).withDefault('symbol'))
}

export function useReport(filter: JournalFilter, { grouping: by, basis }: ReportChoice) {
  return useQuery({
    queryKey: ['journal', 'report', filter, { by, basis }],
    queryFn: ({ signal }) =>
      requestJson<ReportView>(withQuery('/api/reports', { ...filter, by, basis }), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_EVERY_MS,
  })
}
