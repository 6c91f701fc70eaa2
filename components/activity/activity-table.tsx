'use client'

import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { formatCount } from '@/components/format/decimal'
import { durationText } from '@/components/format/instant'
import { Missing } from '@/components/format/missing'
import { Period } from '@/components/format/period'
import { When } from '@/components/format/when'
import { cn } from '@/components/ui/class-names'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import { startedBy } from '@/lib/domain/run-words'
import type { ActivityRowView } from '@/lib/domain/views/activity'
import type { OpenRuns } from './activity-list'
import { RUN_COUNTS } from './run-counts'
import { RunDetails } from './run-details'
import { RunOutcome } from './run-outcome'

const COLUMNS = 6 + RUN_COUNTS.length

export function ActivityTable(props: OpenRuns & { rows: ActivityRowView[]; caption: string }) {
  return (
    <TableFrame caption={props.caption} className="[&_td]:px-2 [&_th]:px-2">
      <thead>
        <tr>
          <Th>When</Th>
          <Th>Started by</Th>
          <Th>Account</Th>
          <Th>Period covered</Th>
          {RUN_COUNTS.map(({ name }) => (
            <Th key={name} className="text-right">
              {name}
            </Th>
          ))}
          <Th className="text-right">Took</Th>
          <Th>Outcome</Th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((run) => (
          <ActivityRow
            key={run.id}
            run={run}
            open={props.isOpen(run.id)}
            onToggle={() => props.toggle(run.id)}
          />
        ))}
      </tbody>
    </TableFrame>
  )
}

function ActivityRow(props: { run: ActivityRowView; open: boolean; onToggle: () => void }) {
  const { run, open } = props
  const detailsId = useId()
  return (
    <>
      <Tr className={cn('relative', open && '[&>td]:border-b-transparent')}>
        <Td>
          {/* The whole row is the button's target. */}
          <button
            type="button"
            aria-expanded={open}
            aria-controls={open ? detailsId : undefined}
            onClick={props.onToggle}
            className="inline-flex items-center gap-1 rounded-sm align-middle after:absolute after:inset-0"
          >
            <ChevronRight
              aria-hidden
              className={cn(
                'size-4 text-ink-faint transition-transform duration-100',
                open && 'rotate-90',
              )}
            />
            <When at={run.startedAt} as="table" />
          </button>
        </Td>
        <Td className="text-ink-soft">{startedBy(run)}</Td>
        <Td>{run.accountName ?? <Missing why="This concerns the whole connection" />}</Td>
        <Td className="text-ink-soft">
          {run.coveredFrom && run.coveredTo ? (
            <Period from={run.coveredFrom} to={run.coveredTo} />
          ) : (
            <Missing why="Nothing was read yet" />
          )}
        </Td>
        {RUN_COUNTS.map(({ name, of }) => (
          <Td key={name} className={cn('text-right', of(run) === 0 && 'text-ink-faint')}>
            {formatCount(of(run))}
          </Td>
        ))}
        <Td className="text-right text-ink-soft">
          {run.finishedAt ? (
            durationText(run.startedAt, run.finishedAt)
          ) : (
            <Missing why="Still running" />
          )}
        </Td>
        <Td className="min-w-56 whitespace-normal">
          <RunOutcome run={run} />
        </Td>
      </Tr>
      {open ? (
        <tr className="group/row" id={detailsId}>
          <Td colSpan={COLUMNS} className="bg-sunken px-4 py-3 whitespace-normal first:pl-7">
            <RunDetails run={run} />
          </Td>
        </tr>
      ) : null}
    </>
  )
}
