'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { countOf } from '@/components/format/decimal'
import { When } from '@/components/format/when'
import { Button } from '@/components/ui/button'
import { DownloadLink } from '@/components/ui/download-link'
import { Notice } from '@/components/ui/notice'
import { WorkingBar } from '@/components/ui/progress-bar'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import type { ArchiveView } from '@/lib/domain/views/archive'
import { useArchives, useBringArchive } from './archives'

/** The whole journal as a file, and the way back. */
export function JournalArchive() {
  const { data, error, refetch } = useArchives()
  return (
    <Section title="Your journal as a file">
      <div className="divide-y divide-rule border-y border-rule">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
          <p className="max-w-md text-ink-soft">
            Everything in this journal and every file you uploaded, in a zip of plain text. No
            password and no access to cTrader is in it.
          </p>
          <DownloadLink href="/api/export/archive">Download archive</DownloadLink>
        </div>
        <div className="flex flex-col gap-3 py-4">
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <p className="max-w-md text-ink-soft">
              An archive can be read back into an empty journal, yours or somebody else’s.
              {data && !data.empty ? ' This journal is not empty.' : null}
            </p>
            <BringArchive disabled={!data?.empty || data.latest?.status === 'reading'} />
          </div>
          {error ? (
            <RequestFailure
              error={error}
              what="Whether an archive can be read could not be found out"
              onRetry={() => void refetch()}
            />
          ) : null}
          {data?.latest ? <Latest archive={data.latest} /> : null}
        </div>
      </div>
    </Section>
  )
}

function BringArchive({ disabled }: { disabled: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  const bring = useBringArchive()
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".zip"
        aria-label="Journal archive"
        className="sr-only"
        tabIndex={-1}
        disabled={disabled}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) bring.mutate(file)
        }}
      />
      <Button
        disabled={disabled}
        busy={bring.isPending && 'Sending…'}
        onClick={() => input.current?.click()}
      >
        Restore a journal archive
      </Button>
      {bring.error ? (
        <RequestFailure
          error={bring.error}
          what="The archive did not arrive"
          className="basis-full"
        />
      ) : null}
    </>
  )
}

function Latest({ archive }: { archive: ArchiveView }) {
  const client = useQueryClient()
  const isDone = archive.status === 'done'
  useEffect(() => {
    if (isDone)
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'archives' })
  }, [isDone, client])
  if (archive.status === 'reading')
    return (
      <div role="status">
        <p className="mb-2 text-ink-soft">Reading {archive.fileName}. You can leave this page.</p>
        <WorkingBar label="Reading the archive" />
      </div>
    )
  if (archive.status === 'refused')
    return (
      <Notice tone="bad" role="alert" title="The archive was not read, and nothing was written">
        {archive.refusal}
      </Notice>
    )
  const { accounts = 0, trades = 0, imports = 0, asArchived = true } = archive.outcome ?? {}
  return (
    <Notice tone="info" role="status" title={`${archive.fileName} was read`}>
      On <When at={archive.uploadedAt} />: {countOf(accounts, 'account')},{' '}
      {countOf(trades, 'trade')}, {countOf(imports, 'file')}.{' '}
      {asArchived
        ? 'Trades and their sum are as the archive has them.'
        : 'This version puts some trades together differently than the one that wrote the archive; the deals are the same.'}
    </Notice>
  )
}
