'use client'

import { exactInstantText, instantText, shortInstantText, tableInstantText } from './instant'
import { useTimeZone } from './time-zone'

const TEXT = { full: instantText, short: shortInstantText, table: tableInstantText }

/**
 * An instant in the trader's zone, exact to the second on hover. "short" is for sentences
 * about today, "table" for columns.
 */
export function When({ at, as = 'full' }: { at: string; as?: keyof typeof TEXT }) {
  const timeZone = useTimeZone()
  return (
    <time
      dateTime={at}
      title={`${exactInstantText(at, timeZone)} ${timeZone}`}
      className="whitespace-nowrap tabular-nums"
    >
      {TEXT[as](at, timeZone, new Date())}
    </time>
  )
}
