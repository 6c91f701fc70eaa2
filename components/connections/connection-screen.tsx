'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { NewestActivity } from '@/components/activity/newest-activity'
import { ConnectionCoverage } from '@/components/coverage/connection-coverage'
import { TimeZoneNote } from '@/components/format/time-zone'
import { DotList } from '@/components/ui/dot-list'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { connectionName } from '@/lib/domain/connection-name'
import type { ConnectionState } from '@/lib/domain/connection-state'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { AlreadyLinkedNotice, addressAfterMerge } from './already-linked-notice'
import { CaughtUpNotice } from './caught-up-notice'
import { useConnection } from './connection'
import { ConnectionFacts } from './connection-facts'
import { ConnectionPill } from './connection-pill'
import { ConnectionStatePanel } from './connection-state-panel'
import { ConnectionTimeline } from './connection-timeline'
import { EndConnection } from './end-connection'
import { LinkedAccounts } from './linked-accounts'
import { PauseConnection } from './pause-connection'
import { TestConnection } from './test-connection'

/** Nothing is read in these anyway. */
const RESTING: ReadonlySet<ConnectionState> = new Set([
  'paused',
  'removed',
  'superseded',
  'reconnect',
  'other-ctid',
])

/** There is nothing to test in these. */
const HAS_NO_ACCESS: ReadonlySet<ConnectionState> = new Set([
  'removed',
  'superseded',
  'choose-accounts',
])

const BACK = { to: '/connections', label: 'Back to the list' }

export function ConnectionScreen({ connectionId }: { connectionId: string }) {
  const { data, error, refetch } = useConnection(connectionId)
  useFollowMerge(data)

  if (data && !data.mergedIntoId) return <ConnectionPage connection={data} />
  return (
    <>
      <PageHeader
        title="Connection"
        back={BACK}
        status={error ? null : <Skeleton className="h-4 w-40" />}
      />
      {error && !data ? (
        <RequestFailure
          error={error}
          what="This connection could not be shown"
          onRetry={() => void refetch()}
        />
      ) : (
        <>
          <Loading what="the connection" />
          <div className="rounded-lg border border-rule bg-surface p-6">
            <Skeleton className="h-6 w-64 max-w-full" />
            <Skeleton className="mt-2 h-4 w-96 max-w-full" />
            <Skeleton className="mt-5 h-8 w-28" />
          </div>
        </>
      )}
    </>
  )
}

/** The grant turned out to be one we already had: show that one instead. */
function useFollowMerge(connection: ConnectionView | undefined) {
  const router = useRouter()
  const mergedIntoId = connection?.mergedIntoId
  useEffect(() => {
    if (mergedIntoId) router.replace(addressAfterMerge(mergedIntoId))
  }, [mergedIntoId, router])
}

function ConnectionPage({ connection }: { connection: ConnectionView }) {
  const isChoosing = connection.state === 'choose-accounts'
  return (
    <>
      <PageHeader
        back={BACK}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-2">
            {connectionName(connection)}
            <ConnectionPill state={connection.state} />
          </span>
        }
        status={
          <DotList>
            Read-only
            <TimeZoneNote />
          </DotList>
        }
      />
      <CaughtUpNotice connection={connection} />
      <AlreadyLinkedNotice />
      <ConnectionStatePanel connection={connection} />
      {isChoosing ? null : (
        <>
          {connection.lastSuccessAt ? <ConnectionFacts connection={connection} /> : null}
          <LinkedAccounts connection={connection} />
          <ConnectionCoverage connection={connection} />
        </>
      )}
      {connection.runs.length > 0 ? <NewestActivity scope={{ connection: connection.id }} /> : null}
      {connection.grantedAt && !HAS_NO_ACCESS.has(connection.state) ? (
        <TestConnection connection={connection} />
      ) : null}
      <ConnectionTimeline events={connection.events} />
      {connection.lastSuccessAt && !RESTING.has(connection.state) ? (
        <PauseConnection connection={connection} />
      ) : null}
      {connection.ctid && connection.state !== 'removed' ? (
        <EndConnection connection={connection} />
      ) : null}
    </>
  )
}
