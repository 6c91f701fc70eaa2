'use client'

import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useTimeZone } from '@/components/format/time-zone'
import { parseAsDay } from '@/components/journal-filter/journal-filter'
import { addDays, calendarDay } from '@/lib/domain/calendar-day'

export const ROLLING_PERIODS = [
  { value: 'month', label: 'This month' },
  { value: '30-days', label: 'Last 30 days' },
  { value: 'quarter', label: 'This quarter' },
  { value: 'year', label: 'This year' },
] as const
type RollingPeriod = (typeof ROLLING_PERIODS)[number]['value']

export const CUSTOM = 'custom'
const NAMES = [...ROLLING_PERIODS.map(({ value }) => value), CUSTOM] as const

/**
 * The period of the dashboard, kept in the address: one that goes with the calendar by its name, so
 * that a bookmark stays true, or two days. Without either it is all time.
 */
export function usePeriod() {
  const today = calendarDay(new Date(), useTimeZone())
  const [{ period, from, to }, setState] = useQueryStates(
    {
      period: parseAsStringLiteral(NAMES),
      from: parseAsDay,
      to: parseAsDay,
      page: parseAsInteger,
    },
    { history: 'push' },
  )
  const rolling = period === CUSTOM ? null : period
  const days = rolling ? { from: startOf(rolling, today), to: today } : { from, to }
  return {
    days,
    chosen: rolling ?? (period === CUSTOM || from || to ? CUSTOM : null),
    choose: (next: string | null) => {
      const name = NAMES.find((each) => each === next)
      // Two days to begin with: those shown until now.
      const kept = name === CUSTOM ? days : { from: null, to: null }
      void setState({ period: name ?? null, ...kept, page: null })
    },
  }
}

function startOf(period: RollingPeriod, today: string): string {
  const [year = '', month = ''] = today.split('-')
  switch (period) {
    case 'month':
      return `${year}-${month}-01`
    case '30-days':
      return addDays(today, -29)
    case 'quarter': {
      const first = Math.floor((Number(month) - 1) / 3) * 3 + 1
      return `${year}-${String(first).padStart(2, '0')}-01`
    }
    case 'year':
      return `${year}-01-01`
  }
}
