'use client'

import { fileSizeText } from '@/components/format/file-size'
import { Button } from '@/components/ui/button'
import { Pill } from '@/components/ui/pill'
import { ProgressBar } from '@/components/ui/progress-bar'
import { RequestFailure } from '@/components/ui/request-failure'
import { TextLink } from '@/components/ui/text-link'
import { ImportStatusPill } from './import-status-pill'
import { useImports } from './imports'
import type { QueuedFile } from './upload-queue'

/** Several files on their way: how far each is, what it turned out to be, and the way to look at it. */
export function UploadList(props: {
  queue: QueuedFile[]
  onRetry: (file: File) => void
  onMore: () => void
}) {
  const { queue } = props
  const arrived = queue.filter(({ upload }) => upload.phase === 'sent').length
  const isOver = queue.every(({ upload }) => upload.phase === 'sent' || upload.phase === 'failed')
  return (
    <section aria-labelledby="uploads">
      <h2 id="uploads" className="mb-2 text-base font-semibold">
        {`${arrived} of ${queue.length} files arrived`}
      </h2>
      <ul className="divide-y divide-rule border-y border-rule">
        {queue.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same name; their order stays
          <li key={index} className="flex flex-col gap-2 py-2.5">
            <UploadRow one={one} onRetry={props.onRetry} />
          </li>
        ))}
      </ul>
      {isOver ? (
        <div className="mt-4 flex flex-wrap items-center gap-4">
          <Button onClick={props.onMore}>Upload more files</Button>
          <p className="text-ink-soft">Nothing is added before you have looked at it.</p>
        </div>
      ) : null}
    </section>
  )
}

function UploadRow({ one, onRetry }: { one: QueuedFile; onRetry: (file: File) => void }) {
  const { file, upload } = one
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="min-w-0 [overflow-wrap:anywhere]">
          {upload.phase === 'sent' ? (
            <TextLink href={`/imports/${upload.importId}`}>{file.name}</TextLink>
          ) : (
            <span className="font-medium">{file.name}</span>
          )}{' '}
          <span className="text-table text-ink-soft">{fileSizeText(file.size)}</span>
        </div>
        {upload.phase === 'waiting' ? <Pill tone="waiting">Waiting</Pill> : null}
        {upload.phase === 'sending' ? <Pill tone="busy">Sending</Pill> : null}
        {upload.phase === 'sent' ? <Arrived importId={upload.importId} /> : null}
      </div>
      {upload.phase === 'sending' ? (
        <ProgressBar
          label={`Sending ${file.name}`}
          text={`${fileSizeText(upload.sentBytes)} of ${fileSizeText(file.size)}`}
          done={upload.sentBytes}
          total={file.size}
        />
      ) : null}
      {upload.phase === 'failed' ? (
        <RequestFailure
          error={upload.error}
          what={`${file.name} did not arrive`}
          onRetry={() => onRetry(file)}
        />
      ) : null}
    </>
  )
}

/** What the worker has made of it so far. */
function Arrived({ importId }: { importId: string }) {
  const item = useImports().data?.imports.find(({ id }) => id === importId)
  return item ? <ImportStatusPill item={item} /> : <Pill tone="busy">Arrived</Pill>
}
