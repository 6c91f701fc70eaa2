'use client'

import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useTimeZone } from '@/components/format/time-zone'
import { parseAsDay } from '@/components/journal-filter/journal-filter'
import { calendarDay, isCalendarDay, monthOf } from '@/lib/domain/calendar-day'

export const CALENDAR_LOOKS = ['month', 'year'] as const
export type CalendarLook = (typeof CALENDAR_LOOKS)[number]

const parseAsMonth = createParser({
  parse: (value) => (isCalendarDay(`${value}-01`) ? value : null),
  serialize: (value: string) => value,
})

export type CalendarPlace = {
  view: CalendarLook
  month: string
  /** The day that is open. */
  day: string | null
  currency: string | null
}

/** Where on the calendar one is, kept in the address; without a month in it, today's. */
export function useCalendarPlace() {
  const today = calendarDay(new Date(), useTimeZone())
  const [place, setPlace] = useQueryStates(
    {
      view: parseAsStringLiteral(CALENDAR_LOOKS).withDefault('month'),
      month: parseAsMonth,
      day: parseAsDay,
      currency: parseAsString,
    },
    { history: 'push' },
  )
  const day = place.day && isCalendarDay(place.day) ? place.day : null
  return {
    today,
    place: { ...place, day, month: place.month ?? monthOf(day ?? today) } satisfies CalendarPlace,
    goTo: (change: Partial<CalendarPlace>) => void setPlace(change),
  }
}
