'use client'

import { FileUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { formatCount } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { TimeZoneNote } from '@/components/format/time-zone'
import { When } from '@/components/format/when'
import { DotList } from '@/components/ui/dot-list'
import { EmptyState } from '@/components/ui/empty-state'
import { GoButton } from '@/components/ui/go-button'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { ImportCounts, ImportListItemView } from '@/lib/domain/views/import'
import { HowToExport } from './how-to-export'
import { ImportStatusPill } from './import-status-pill'
import { useImports } from './imports'
import { RestoreImport } from './restore-import'
import { UndoImport } from './undo-import'

export function ImportsScreen() {
  const { data, error, refetch } = useImports()
  return (
    <>
      <PageHeader
        title="Imports"
        status={
          <DotList>
            Files you brought in
            <TimeZoneNote />
          </DotList>
        }
        action={
          <>
            <GoButton to="/activity?source=file">Activity</GoButton>
            <GoButton look="primary" to="/imports/new">
              <FileUp aria-hidden />
              Upload File
            </GoButton>
          </>
        }
      />
      {!data && error ? (
        <RequestFailure
          error={error}
          what="Your imports could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : !data ? (
        <ImportsSkeleton />
      ) : data.imports.length > 0 ? (
        <ImportsTable imports={data.imports} />
      ) : (
        <>
          <EmptyState title="No file uploaded yet">
            Bring in the History export of cTrader. You see what is in it before anything is added,
            and repeats are recognised.
          </EmptyState>
          <HowToExport className="mt-6" />
        </>
      )}
    </>
  )
}

const COUNTS: { key: keyof ImportCounts; label: string }[] = [
  { key: 'new', label: 'New' },
  { key: 'alreadyHere', label: 'Already here' },
  { key: 'differs', label: 'Differ' },
  { key: 'problems', label: 'Problems' },
]

function ImportsTable({ imports }: { imports: ImportListItemView[] }) {
  return (
    <TableFrame caption="Uploaded files, newest first">
      <thead>
        <tr>
          <Th>File</Th>
          <Th>Account</Th>
          <Th>Uploaded</Th>
          <Th>Outcome</Th>
          {COUNTS.map(({ key, label }) => (
            <Th key={key} className="text-right">
              {label}
            </Th>
          ))}
          <Th>
            <span className="sr-only">What you can do</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {imports.map((item) => (
          <Tr key={item.id}>
            <Td className="max-w-80">
              <Link
                href={`/imports/${item.id}`}
                className="block truncate rounded-sm font-medium hover:underline"
                title={item.fileName}
              >
                {item.fileName}
              </Link>
            </Td>
            <Td className="text-ink-soft">{item.accountName}</Td>
            <Td className="text-ink-soft">
              <When at={item.uploadedAt} />
            </Td>
            <Td>
              <ImportStatusPill item={item} />
            </Td>
            {COUNTS.map(({ key }) => (
              <Td key={key} className="text-right">
                {count(item, key)}
              </Td>
            ))}
            <Td className="text-right">
              <Turn item={item} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </TableFrame>
  )
}

function Turn({ item: { id, status } }: { item: ImportListItemView }) {
  if (status === 'done') return <UndoImport importId={id} size="small" />
  if (status === 'undone') return <RestoreImport importId={id} size="small" />
  return null
}

function count({ counts, status }: ImportListItemView, key: keyof ImportCounts): ReactNode {
  if (!counts)
    return <Missing why={status === 'refused' ? 'The file could not be read' : 'Not counted yet'} />
  return (
    <span className={counts[key] === 0 ? 'text-ink-faint' : ''}>{formatCount(counts[key])}</span>
  )
}

function ImportsSkeleton() {
  return (
    <>
      <Loading what="your imports" />
      <div className="rounded-lg border border-rule bg-surface">
        {['head', 'one', 'two', 'three', 'four'].map((row) => (
          <div
            key={row}
            className="flex h-9 items-center gap-8 border-b border-rule px-4 last:border-b-0 touch:h-11"
          >
            <Skeleton className="h-3.5 w-56 max-w-[60%]" />
            <Skeleton className="h-3.5 w-24" />
          </div>
        ))}
      </div>
    </>
  )
}
