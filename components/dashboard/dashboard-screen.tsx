'use client'

import { CaughtUpNotices } from '@/components/connections/caught-up-notices'
import {
  isFiltering,
  NO_FILTER,
  useJournalFilter,
} from '@/components/journal-filter/journal-filter'
import { JournalFilterBar } from '@/components/journal-filter/journal-filter-bar'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/class-names'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import type { DashboardView } from '@/lib/domain/views/dashboard'
import { CurrencyPanel } from './currency-panel'
import { useDashboard } from './dashboard'
import { DashboardSkeleton } from './dashboard-skeleton'
import { FirstVisit } from './first-visit'
import { FreshnessLine } from './freshness-line'
import { ReconciliationPanel } from './reconciliation-panel'

export function DashboardScreen() {
  const { filter, setFilter } = useJournalFilter()
  const { data, error, refetch, isPlaceholderData } = useDashboard(filter)

  if (data && !data.hasTrades && !data.hasConnections) return <FirstVisit />
  return (
    <>
      <PageHeader title="Dashboard" status={data ? <FreshnessLine dashboard={data} /> : null} />
      <CaughtUpNotices />
      <JournalFilterBar />
      {data ? (
        <div className={cn('transition-opacity duration-150', isPlaceholderData && 'opacity-60')}>
          <Figures
            dashboard={data}
            filtering={isFiltering(filter)}
            clear={() => setFilter(NO_FILTER)}
          />
          <ReconciliationPanel accounts={data.reconciliation} />
        </div>
      ) : error ? (
        <RequestFailure
          error={error}
          what="The dashboard could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : (
        <DashboardSkeleton />
      )}
    </>
  )
}

function Figures(props: { dashboard: DashboardView; filtering: boolean; clear: () => void }) {
  const { currencies, freshness } = props.dashboard
  if (currencies.length > 0)
    return currencies.map((figures) => <CurrencyPanel key={figures.currency} figures={figures} />)
  if (props.filtering)
    return (
      <EmptyState
        title="No trades match this account and period"
        actions={<Button onClick={props.clear}>Clear filters</Button>}
      />
    )
  return (
    <EmptyState title={freshness.syncing ? 'Your history is on its way' : 'No closed trades yet'}>
      {freshness.syncing
        ? 'The newest trades come first; figures show here as soon as some are in.'
        : 'Open positions appear once they are closed.'}
    </EmptyState>
  )
}
