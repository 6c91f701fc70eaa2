'use client'

import { CircleCheck, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { countOf } from '@/components/format/decimal'
import { When } from '@/components/format/when'
import { Card } from '@/components/ui/card'
import { DownloadLink } from '@/components/ui/download-link'
import { GoButton } from '@/components/ui/go-button'
import { Notice } from '@/components/ui/notice'
import type { ImportView } from '@/lib/domain/views/import'
import type { Verdict } from './import'
import { ImportHistory } from './import-history'
import { ImportRowsTable } from './import-rows-table'
import { ProblemGroups } from './problem-groups'
import { RestoreImport } from './restore-import'
import { UndoImport } from './undo-import'
import { VerdictTiles } from './verdict-tiles'

export function ImportResult(props: {
  view: ImportView
  verdict: Verdict | null
  stale: boolean
  onVerdict: (verdict: Verdict | null) => void
}) {
  const { view } = props
  return (
    <div className="flex flex-col gap-6">
      {view.undo?.stoppedAt ? (
        <Notice tone="bad" role="alert" title="That stopped, and nothing was changed">
          The journal is as it was. You can try again.
        </Notice>
      ) : null}
      {view.status === 'undone' ? <Undone view={view} /> : <Added view={view} />}
      {view.counts ? (
        <VerdictTiles
          counts={view.counts}
          chosen={props.verdict}
          onChoose={props.onVerdict}
          words="past"
        />
      ) : null}
      <ProblemGroups view={view} />
      <ImportHistory view={view} />
      <ImportRowsTable view={view} verdict={props.verdict} stale={props.stale} />
    </div>
  )
}

function Added({ view }: { view: ImportView }) {
  const { addedTrades = 0, added = 0, filled = 0 } = view.result ?? {}
  return (
    <Outcome
      icon={<CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-profit" />}
      title={added > 0 ? `${countOf(addedTrades, 'trade')} added` : 'Nothing new was added'}
      actions={
        <>
          <GoButton look="primary" to={`/trades?account=${encodeURIComponent(view.accountId)}`}>
            Show the trades
          </GoButton>
          <GoButton to="/imports/new">Upload another file</GoButton>
          <RejectedRows view={view} />
          <UndoImport importId={view.id} />
        </>
      }
    >
      {view.sentence ?? `From ${view.fileName}`}. They belong to {view.accountName}.
      {filled > 0
        ? ` ${countOf(filled, 'deal')} that ${filled === 1 ? 'was' : 'were'} here got details from the file.`
        : null}
    </Outcome>
  )
}

function Undone({ view: { id, undo, history } }: { view: ImportView }) {
  const removed = history.findLast(({ what }) => what === 'undone')?.removed ?? 0
  return (
    <Outcome
      icon={<Undo2 aria-hidden className="mt-0.5 size-5 shrink-0 text-ink-soft" />}
      title="This import was undone"
      actions={
        <>
          <RestoreImport importId={id} look="primary" />
          <GoButton to="/imports/new">Upload another file</GoButton>
        </>
      }
    >
      {removed > 0
        ? `${countOf(removed, 'closing deal')} that only this file brought ${removed === 1 ? 'is' : 'are'} out of the journal.`
        : 'Everything in it was known from elsewhere, so no trade had to go.'}
      {undo?.restorableUntil ? (
        <>
          {' '}
          It can be restored until <When at={undo.restorableUntil} />.
        </>
      ) : null}
    </Outcome>
  )
}

function Outcome(props: {
  icon: ReactNode
  title: string
  actions: ReactNode
  children: ReactNode
}) {
  return (
    <Card className="max-w-3xl overflow-hidden">
      <div className="flex items-start gap-3 p-6" role="status">
        {props.icon}
        <div>
          <h2 className="text-base font-semibold">{props.title}</h2>
          <p className="mt-1 text-ink-soft">{props.children}</p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2 border-t border-rule px-6 py-4">{props.actions}</div>
    </Card>
  )
}

/** Corrected, that file can be uploaded as it is. */
export function RejectedRows({ view: { id, counts } }: { view: ImportView }) {
  if (!counts?.problems) return null
  return (
    <DownloadLink href={`/api/imports/${id}/rejected.csv`}>
      {`Download ${countOf(counts.problems, 'rejected row')}`}
    </DownloadLink>
  )
}
