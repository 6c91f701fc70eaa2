'use client'

import { exactInstantText, periodText } from './instant'
import { useTimeZone } from './time-zone'

/** From when to when, in the trader's zone; exact to the second on hover. */
export function Period({ from, to }: { from: string; to: string }) {
  const timeZone = useTimeZone()
  return (
    <span
      title={`${exactInstantText(from, timeZone)} to ${exactInstantText(to, timeZone)} ${timeZone}`}
      className="whitespace-nowrap tabular-nums"
    >
      {periodText(from, to, timeZone)}
    </span>
  )
}
