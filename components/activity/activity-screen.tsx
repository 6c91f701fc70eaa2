'use client'

import { TimeZoneNote } from '@/components/format/time-zone'
import { Button } from '@/components/ui/button'
import { DotList } from '@/components/ui/dot-list'
import { EmptyState } from '@/components/ui/empty-state'
import { GoButton } from '@/components/ui/go-button'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { useActivity } from './activity'
import { useActivityFilter } from './activity-filter'
import { ActivityFilterBar } from './activity-filter-bar'
import { ActivityList } from './activity-list'
import { ActivitySkeleton } from './activity-skeleton'

/** Everything that ever arrived, by sync or by file, in one list. */
export function ActivityScreen() {
  const filtering = useActivityFilter()
  const activity = useActivity(filtering.filter)
  const rows = activity.data?.pages.flatMap((page) => page.rows)
  return (
    <>
      <PageHeader
        title="Activity"
        status={
          <DotList>
            What arrived from cTrader and from files
            <TimeZoneNote />
          </DotList>
        }
      />
      <ActivityFilterBar {...filtering} />
      {rows && rows.length > 0 ? (
        <>
          <ActivityList
            rows={rows}
            caption="What arrived, newest first; the numbers count deals, of a file its rows"
          />
          <p className="mt-3 text-table text-ink-soft">
            The numbers count deals; of a file they count its rows.
          </p>
          {activity.hasNextPage ? (
            <Button
              className="mt-3"
              busy={activity.isFetchingNextPage && 'Loading…'}
              onClick={() => void activity.fetchNextPage()}
            >
              Show older
            </Button>
          ) : null}
        </>
      ) : rows ? (
        <NothingHere isFiltering={filtering.isFiltering} onClear={filtering.clear} />
      ) : activity.error ? (
        <RequestFailure
          error={activity.error}
          what="The activity could not be loaded"
          onRetry={() => void activity.refetch()}
        />
      ) : (
        <ActivitySkeleton />
      )}
    </>
  )
}

function NothingHere(props: { isFiltering: boolean; onClear: () => void }) {
  if (props.isFiltering)
    return (
      <EmptyState
        title="Nothing matches these filters"
        actions={<Button onClick={props.onClear}>Clear filters</Button>}
      />
    )
  return (
    <EmptyState
      title="Nothing has arrived yet"
      actions={
        <>
          <GoButton look="primary" to="/connections/new">
            Connect cTrader
          </GoButton>
          <GoButton to="/imports/new">Upload a file</GoButton>
        </>
      }
    >
      Every check of cTrader that brought something and every file you add is listed here, with what
      came of it.
    </EmptyState>
  )
}
