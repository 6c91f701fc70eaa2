'use client'

import { useState } from 'react'
import { useMediaQuery } from '@/components/ui/use-media-query'
import type { ActivityRowView } from '@/lib/domain/views/activity'
import { ActivityCards } from './activity-cards'
import { ActivityTable } from './activity-table'

export type OpenRuns = { isOpen: (runId: string) => boolean; toggle: (runId: string) => void }

/** What arrived, newest first. Every row opens to its reasons. */
export function ActivityList(props: { rows: ActivityRowView[]; caption: string }) {
  const isPhone = useMediaQuery('(max-width: 767px)')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const runs: OpenRuns = {
    isOpen: (runId) => open.has(runId),
    toggle: (runId) =>
      setOpen((now) => {
        const next = new Set(now)
        if (!next.delete(runId)) next.add(runId)
        return next
      }),
  }
  return isPhone ? <ActivityCards {...props} {...runs} /> : <ActivityTable {...props} {...runs} />
}
