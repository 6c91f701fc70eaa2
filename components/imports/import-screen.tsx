'use client'

import { useQueryClient } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { type ReactNode, useEffect } from 'react'
import { fileSizeText } from '@/components/format/file-size'
import { TimeZoneNote } from '@/components/format/time-zone'
import { When } from '@/components/format/when'
import { Card } from '@/components/ui/card'
import { DotList } from '@/components/ui/dot-list'
import { PageHeader } from '@/components/ui/page-header'
import { WorkingBar } from '@/components/ui/progress-bar'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import type { ImportView } from '@/lib/domain/views/import'
import { CommitButton } from './commit-button'
import { useImport, type Verdict } from './import'
import { ImportPreview } from './import-preview'
import { ImportRefused } from './import-refused'
import { ImportResult } from './import-result'
import { SameFile } from './same-file'

const VERDICTS = ['new', 'already-here', 'differs', 'problem', 'not-a-trade'] as const
const BACK = { to: '/imports', label: 'Back to the list' }

export function ImportScreen({ importId }: { importId: string }) {
  const [verdict, setVerdict] = useQueryState('verdict', parseAsStringLiteral(VERDICTS))
  const { data, error, refetch, isPlaceholderData } = useImport(importId, verdict)
  useJournalAfterImport(data)

  if (!data)
    return (
      <>
        <PageHeader
          title="Import"
          back={BACK}
          status={error ? null : <Skeleton className="h-4 w-64 max-w-full" />}
        />
        {error ? (
          <RequestFailure
            error={error}
            what="This import could not be shown"
            onRetry={() => void refetch()}
          />
        ) : (
          <>
            <Loading what="the import" />
            <Skeleton className="h-28 w-full" />
          </>
        )}
      </>
    )
  return (
    <>
      <PageHeader
        title={data.fileName}
        back={BACK}
        status={
          <DotList>
            {`For ${data.accountName}`}
            {fileSizeText(data.sizeBytes)}
            <span>
              uploaded <When at={data.uploadedAt} as="short" />
            </span>
            <TimeZoneNote />
          </DotList>
        }
        action={<CommitButton view={data} />}
      />
      <Stage
        view={data}
        verdict={verdict}
        stale={isPlaceholderData}
        onVerdict={(chosen) => void setVerdict(chosen)}
      />
    </>
  )
}

const SETTLED = new Set<ImportView['status']>(['done', 'undone'])

/** Once something was added or taken out, every other page shows it. */
function useJournalAfterImport(view: ImportView | undefined) {
  const client = useQueryClient()
  const settled = view && SETTLED.has(view.status) ? view.status : null
  useEffect(() => {
    if (!settled) return
    void client.invalidateQueries({ queryKey: ['journal'] })
    void client.invalidateQueries({ queryKey: ['imports', 'list'] })
  }, [settled, client])
}

function Stage(props: {
  view: ImportView
  verdict: Verdict | null
  stale: boolean
  onVerdict: (verdict: Verdict | null) => void
}) {
  switch (props.view.status) {
    case 'reading':
      return (
        <Working title="Reading the file">
          We look at its columns, zones and figures, and compare every row with what is already
          here. You can leave this page; it goes on.
          {props.view.sameFile ? (
            <span className="mt-2 block font-medium text-ink">
              <SameFile view={props.view} />
            </span>
          ) : null}
        </Working>
      )
    case 'undoing':
      return (
        <Working title="Undoing the import">
          What only this file brought is taken out, all of it together. You can leave this page; it
          goes on.
        </Working>
      )
    case 'restoring':
      return (
        <Working title="Restoring the import">
          Everything comes back as it was. You can leave this page; it goes on.
        </Working>
      )
    case 'committing':
      return (
        <Working title="Adding the trades">
          All of them are added together or none. You can leave this page; it goes on.
        </Working>
      )
    case 'refused':
      return <ImportRefused view={props.view} />
    case 'done':
    case 'undone':
      return <ImportResult {...props} />
    case 'needs-answers':
    case 'ready':
    case 'failed':
      return <ImportPreview {...props} />
  }
}

function Working({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className="p-6" role="status">
      <h2 className="text-base font-semibold">{title}</h2>
      <div className="mt-1 mb-5 max-w-2xl text-ink-soft">{children}</div>
      <WorkingBar label={title} />
    </Card>
  )
}
