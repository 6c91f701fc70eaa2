'use client'

import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { requestJson, withQuery } from '@/components/api/request'
import type { CalendarView } from '@/lib/domain/views/calendar'

export type CalendarPeriod = {
  account: string | null
  symbol: string | null
  from: string
  to: string
}

export function calendarQuery(period: CalendarPeriod) {
  return queryOptions({
    queryKey: ['journal', 'calendar', period],
    queryFn: ({ signal }) =>
      requestJson<CalendarView>(withQuery('/api/calendar', period), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  })
}

export function useCalendar(period: CalendarPeriod) {
  return useQuery(calendarQuery(period))
}
