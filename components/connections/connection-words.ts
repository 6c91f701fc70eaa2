'use client'

import { shortInstantText } from '@/components/format/instant'
import { useTimeZone } from '@/components/format/time-zone'
import { connectionWords } from '@/lib/domain/connection-words'
import type { ConnectionView } from '@/lib/domain/views/connection'

/** Title and body of a connection's state, with its own times in the trader's zone. */
export function useConnectionWords(connection: ConnectionView): { title: string; body: string } {
  const timeZone = useTimeZone()
  return connectionWords(connection, (at) => shortInstantText(at, timeZone, new Date()))
}
