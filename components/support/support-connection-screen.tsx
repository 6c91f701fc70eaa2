'use client'

import { ApiError } from '@/components/api/request'
import { ConnectionPill } from '@/components/connections/connection-pill'
import { TimeZoneNote } from '@/components/format/time-zone'
import { DotList } from '@/components/ui/dot-list'
import { NothingHere } from '@/components/ui/nothing-here'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import type { StaffConnectionView } from '@/lib/domain/views/support'
import { AgendaTable } from './agenda-table'
import { AroundFacts } from './around-facts'
import { AskedLookIn } from './asked-look-in'
import { CasePanel } from './case-panel'
import { ErrorBuckets } from './error-buckets'
import { GrantFacts } from './grant-facts'
import { OpeningForm } from './opening-form'
import { StaffActions } from './staff-actions'
import { useExplained } from './support'
import { SupportAccounts } from './support-accounts'
import { SupportCoverage } from './support-coverage'
import { SupportRuns } from './support-runs'
import { SupportTest } from './support-test'
import { SupportTimeline } from './support-timeline'
import { TraderReads } from './trader-reads'

const BACK = { to: '/support', label: 'Support' }

/** Why one connection is as it is, and what to do about it. */
export function SupportConnectionScreen({ connectionId }: { connectionId: string }) {
  const { data, error, refetch } = useExplained(connectionId)
  const code = error instanceof ApiError ? error.code : null
  if (code === 'NOT_FOUND') return <NothingHere />
  if (code === 'CONFLICT')
    return (
      <>
        <PageHeader title="Connection" back={BACK} />
        <OpeningForm connectionId={connectionId} />
      </>
    )
  if (data) return <Explained view={data} />
  return (
    <>
      <PageHeader title="Connection" back={BACK} />
      {error ? (
        <RequestFailure
          error={error}
          what="The connection could not be explained"
          onRetry={() => void refetch()}
        />
      ) : (
        <>
          <Loading what="the connection" />
          <Skeleton className="h-36 w-full" />
          <Skeleton className="mt-6 h-48 w-full" />
        </>
      )}
    </>
  )
}

function Explained({ view }: { view: StaffConnectionView }) {
  return (
    <>
      <PageHeader
        back={BACK}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {view.owner.email}
            <ConnectionPill state={view.state} />
          </span>
        }
        status={
          <DotList>
            {view.platformName}
            {view.ctid ? `cTrader ID ${view.ctid}` : null}
            <TimeZoneNote />
          </DotList>
        }
      />
      <CasePanel cases={view.cases} />
      <StaffActions view={view} />
      {view.lookIn ? <AskedLookIn lookIn={view.lookIn} /> : null}
      <SupportTest connectionId={view.id} />
      <TraderReads view={view} />
      <div className="grid gap-x-10 xl:grid-cols-2">
        <GrantFacts grant={view.grant} />
        <AroundFacts view={view} />
      </div>
      <SupportAccounts accounts={view.accounts} />
      <SupportCoverage connectionId={view.id} />
      <AgendaTable agenda={view.agenda} />
      <ErrorBuckets errors={view.errors} />
      <SupportTimeline events={view.timeline} />
      <SupportRuns runs={view.runs} />
    </>
  )
}
