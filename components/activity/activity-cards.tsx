'use client'

import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { formatCount } from '@/components/format/decimal'
import { durationText } from '@/components/format/instant'
import { Period } from '@/components/format/period'
import { When } from '@/components/format/when'
import { cn } from '@/components/ui/class-names'
import { DotList } from '@/components/ui/dot-list'
import { startedBy } from '@/lib/domain/run-words'
import type { ActivityRowView } from '@/lib/domain/views/activity'
import type { OpenRuns } from './activity-list'
import { RUN_COUNTS } from './run-counts'
import { RunDetails } from './run-details'
import { RunOutcome } from './run-outcome'

/** The activity list where there is no room for eleven columns. */
export function ActivityCards(props: OpenRuns & { rows: ActivityRowView[]; caption: string }) {
  return (
    <ul
      aria-label={props.caption}
      className="divide-y divide-rule rounded-lg border border-rule bg-surface shadow-card"
    >
      {props.rows.map((run) => (
        <ActivityCard
          key={run.id}
          run={run}
          open={props.isOpen(run.id)}
          onToggle={() => props.toggle(run.id)}
        />
      ))}
    </ul>
  )
}

function ActivityCard(props: { run: ActivityRowView; open: boolean; onToggle: () => void }) {
  const { run, open } = props
  const detailsId = useId()
  const counts = RUN_COUNTS.filter(({ name, of }) => name === 'Read' || of(run) > 0)
  return (
    <li className="text-table">
      <div className="relative px-4 py-3">
        <div className="flex items-center justify-between gap-3">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={open ? detailsId : undefined}
            onClick={props.onToggle}
            className="inline-flex items-center gap-1.5 rounded-sm font-medium after:absolute after:inset-0"
          >
            <When at={run.startedAt} as="table" />
            <ChevronRight
              aria-hidden
              className={cn(
                'size-4 text-ink-faint transition-transform duration-100',
                open && 'rotate-90',
              )}
            />
          </button>
          <span className="truncate text-ink-soft">{run.accountName}</span>
        </div>
        <div className="mt-1.5">
          <RunOutcome run={run} />
        </div>
        <div className="mt-1.5 text-ink-soft">
          <DotList>
            {startedBy(run)}
            {run.coveredFrom && run.coveredTo ? (
              <Period from={run.coveredFrom} to={run.coveredTo} />
            ) : null}
            {run.finishedAt ? durationText(run.startedAt, run.finishedAt) : null}
          </DotList>
          <DotList>
            {counts.map(({ name, of }) => (
              <span key={name}>
                {name} {formatCount(of(run))}
              </span>
            ))}
          </DotList>
        </div>
      </div>
      {open ? (
        <div id={detailsId} className="border-t border-rule bg-sunken px-4 py-3">
          <RunDetails run={run} />
        </div>
      ) : null}
    </li>
  )
}
