'use client'

import { Plus } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'
import { GoButton } from '@/components/ui/go-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { CONNECTION_COPY } from '@/lib/domain/connection-copy'
import { ConnectionCard } from './connection-card'
import { useConnections } from './connections'

export function ConnectionsScreen() {
  const { data, error, refetch } = useConnections()
  const nothingHere = data?.connections.length === 0
  return (
    <>
      <PageHeader
        title="Connections"
        status="Read-only links to cTrader. Closed trades arrive by themselves."
        action={
          <>
            <GoButton to="/activity">Activity</GoButton>
            <GoButton look="primary" to="/connections/new">
              <Plus aria-hidden />
              Add Connection
            </GoButton>
          </>
        }
      />
      {data && !data.workerAlive && !nothingHere ? (
        <Notice
          tone="waiting"
          role="status"
          className="mb-4"
          title={CONNECTION_COPY['worker-off'].title}
        >
          {CONNECTION_COPY['worker-off'].body}
        </Notice>
      ) : null}
      {!data && error ? (
        <RequestFailure
          error={error}
          what="Your connections could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : !data ? (
        <ConnectionsSkeleton />
      ) : nothingHere ? (
        <EmptyState title="No cTrader account linked yet">
          With a connection your trades come in without typing, with their history. We cannot trade,
          move money or see your password. Press “Add Connection” to begin.
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-4">
          {data.connections.map((connection) => (
            <li key={connection.id}>
              <ConnectionCard connection={connection} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function ConnectionsSkeleton() {
  return (
    <>
      <Loading what="your connections" />
      {[1, 2].map((card) => (
        <div key={card} className="mb-4 rounded-lg border border-rule bg-surface p-5">
          <Skeleton className="h-6 w-56 max-w-full" />
          <Skeleton className="mt-2 h-4 w-80 max-w-full" />
          <Skeleton className="mt-4 h-5 w-64 max-w-full" />
        </div>
      ))}
    </>
  )
}
