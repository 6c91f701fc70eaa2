'use client'

import { fileSizeText } from '@/components/format/file-size'
import { TimeZoneNote } from '@/components/format/time-zone'
import { When } from '@/components/format/when'
import { DotList } from '@/components/ui/dot-list'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import type { HealthView } from '@/lib/domain/views/operator'
import { EnvironmentsTable } from './environments-table'
import { FindingsPanel } from './findings-panel'
import { useHealth } from './operator'
import { QueuesTable } from './queues-table'
import { SetAsideSection } from './set-aside-section'
import { StoredFacts } from './stored-facts'
import { WorkersTable } from './workers-table'

/** Whether all of it works, and what to do when it does not. */
export function HealthScreen() {
  const { data, error, refetch } = useHealth()
  return (
    <>
      <PageHeader
        title="Health"
        status={
          data ? (
            <DotList>
              <span>
                As of <When at={data.at} as="table" />
              </span>
              {`PostgreSQL ${data.database.version}, ${fileSizeText(data.database.bytes)}, answered in ${Math.max(1, Math.round(data.database.answeredInMs))} ms`}
              <TimeZoneNote />
            </DotList>
          ) : null
        }
      />
      {error ? (
        <RequestFailure
          error={error}
          what={data ? 'What is below is not new any more' : 'The health could not be read'}
          onRetry={() => void refetch()}
          className="mb-4"
        />
      ) : null}
      {data ? (
        <Health view={data} />
      ) : error ? null : (
        <>
          <Loading what="the health" />
          <Skeleton className="h-24 w-full" />
          <Skeleton className="mt-6 h-48 w-full" />
        </>
      )}
    </>
  )
}

function Health({ view }: { view: HealthView }) {
  return (
    <>
      <FindingsPanel findings={view.findings} />
      <SetAsideSection />
      <QueuesTable queues={view.queues} />
      <div className="grid grid-cols-1 gap-x-10 xl:grid-cols-2">
        <WorkersTable workers={view.workers} />
        <EnvironmentsTable view={view} />
      </div>
      <StoredFacts view={view} />
    </>
  )
}
