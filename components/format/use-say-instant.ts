'use client'

import { shortInstantText } from './instant'
import { useTimeZone } from './time-zone'

/** How a sentence says an instant: in the trader's zone, without the day when it is today. */
export function useSayInstant(): (at: string) => string {
  const timeZone = useTimeZone()
  return (at) => shortInstantText(at, timeZone, new Date())
}
