'use client'

import { useState } from 'react'
import { formatCount } from '@/components/format/decimal'
import { When } from '@/components/format/when'
import { Button } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { TextLink } from '@/components/ui/text-link'
import type { ActivityRowView, RunCure, RunDetailView } from '@/lib/domain/views/activity'
import { useRunDetails } from './activity'

/** Why a run came out as it did, where to go on, and a report to send. */
export function RunDetails({ run }: { run: ActivityRowView }) {
  const { data, error, refetch } = useRunDetails(run)
  if (error && !data)
    return (
      <RequestFailure
        error={error}
        what="The reasons could not be loaded"
        onRetry={() => void refetch()}
      />
    )
  if (!data)
    return (
      <>
        <Loading what="the reasons" />
        <Skeleton className="h-4 w-72 max-w-full" />
        <Skeleton className="mt-2 h-4 w-56 max-w-full" />
      </>
    )
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
      <div className="min-w-0 flex-1 basis-80">
        <Reasons detail={data} />
        {data.nextTryAt ? (
          <p className="mt-2 text-ink-soft">
            Tried again by itself at <When at={data.nextTryAt} as="short" />.
          </p>
        ) : null}
        {data.reason ? (
          <p className="mt-2 text-xs text-ink-faint">
            Code <code className="font-mono">{data.reason}</code>
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <PageOf run={data} />
        <CopyReport text={data.report} />
      </div>
    </div>
  )
}

function Reasons({ detail }: { detail: RunDetailView }) {
  if (detail.reasons.length === 0)
    return <p className="text-ink-soft">Nothing was read that was not known already.</p>
  return (
    <ul className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5">
      {detail.reasons.map(({ text, count, cure }) => (
        <li key={text} className="col-span-2 grid grid-cols-subgrid">
          <span className="text-right font-medium tabular-nums">
            {count === null ? null : formatCount(count)}
          </span>
          <span>
            {text}
            {cure ? (
              <span className="block text-ink-soft">
                <Cure cure={cure} run={detail} />
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Cure({ cure, run }: { cure: RunCure; run: RunDetailView }) {
  const to = placeOf(cure, run)
  return to ? <TextLink href={to}>{cure.text}</TextLink> : cure.text
}

function placeOf({ at }: RunCure, run: RunDetailView): string | null {
  switch (at) {
    case 'connection':
      return run.connectionId && `/connections/${run.connectionId}`
    case 'import':
      return run.file && `/imports/${run.file.importId}`
    case 'upload':
      return '/imports/new'
    case null:
      return null
  }
}

function PageOf({ run }: { run: RunDetailView }) {
  if (run.file)
    return (
      <TextLink
        href={`/imports/${run.file.importId}`}
        className="max-w-64 truncate"
        title={run.file.name}
      >
        Open {run.file.name}
      </TextLink>
    )
  return run.connectionId ? (
    <TextLink href={`/connections/${run.connectionId}`}>Open the connection</TextLink>
  ) : null
}

function CopyReport({ text }: { text: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <Button
      size="small"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      <span aria-live="polite">{copied ? 'Report copied' : 'Copy report'}</span>
    </Button>
  )
}
