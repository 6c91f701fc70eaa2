'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { addDays, addMonths, weekdayOf } from '@/lib/domain/calendar-day'

/**
 * Days as one stop of the Tab key: arrows go by day and week, Home and End to the ends of the week,
 * Page Up and Page Down by month.
 *
 * @param start the day to stop at while none was reached
 * @param shows whether a day is to be seen; others are gone to by `onLeave` first
 */
export function useDayKeys(props: {
  start: string
  last: string
  shows: (day: string) => boolean
  onLeave: (day: string) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const [reached, setReached] = useState<string | null>(null)
  const isAwaited = useRef(false)
  const stop = reached && props.shows(reached) ? reached : props.start

  // After every render: a day of another month exists only once that month is shown.
  useEffect(() => {
    if (!isAwaited.current || !reached) return
    const button = box.current?.querySelector<HTMLElement>(`[data-day="${reached}"]`)
    if (!button) return
    isAwaited.current = false
    button.focus()
  })

  function onKeyDown(event: KeyboardEvent) {
    const wanted = dayAfterKey(event.key, stop)
    if (!wanted || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const day = wanted > props.last ? props.last : wanted < FIRST ? FIRST : wanted
    isAwaited.current = true
    setReached(day)
    if (!props.shows(day)) props.onLeave(day)
  }

  return { box, stop, onKeyDown, onReach: setReached }
}

const FIRST = '1970-01-01'

function dayAfterKey(key: string, day: string): string | null {
  switch (key) {
    case 'ArrowRight':
      return addDays(day, 1)
    case 'ArrowLeft':
      return addDays(day, -1)
    case 'ArrowDown':
      return addDays(day, 7)
    case 'ArrowUp':
      return addDays(day, -7)
    case 'Home':
      return addDays(day, -weekdayOf(day))
    case 'End':
      return addDays(day, 6 - weekdayOf(day))
    case 'PageDown':
      return addMonths(day, 1)
    case 'PageUp':
      return addMonths(day, -1)
    default:
      return null
  }
}
