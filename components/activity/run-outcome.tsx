'use client'

import { shortInstantText } from '@/components/format/instant'
import { useTimeZone } from '@/components/format/time-zone'
import { Pill } from '@/components/ui/pill'
import { runOutcome } from '@/lib/domain/run-words'
import type { ActivityRowView } from '@/lib/domain/views/activity'

export function RunOutcome({ run }: { run: ActivityRowView }) {
  const timeZone = useTimeZone()
  const { tone, word, text } = runOutcome(run, (at) => shortInstantText(at, timeZone, new Date()))
  return (
    <span className="flex items-center gap-2">
      <Pill tone={tone} className="shrink-0">
        {word}
      </Pill>
      <span className="min-w-0">{text}</span>
    </span>
  )
}
