'use client'

import dynamic from 'next/dynamic'
import { CaughtUpNotices } from '@/components/connections/caught-up-notices'
import { BASIS_OPTIONS, useBasis } from '@/components/journal-filter/basis'
import {
  isFiltering,
  NO_FILTER,
  useJournalFilter,
} from '@/components/journal-filter/journal-filter'
import { JournalFilterBar } from '@/components/journal-filter/journal-filter-bar'
import { useJournalFilters } from '@/components/journal-filter/journal-filters'
import { Button } from '@/components/ui/button'
import { ChoiceGroup } from '@/components/ui/choice-group'
import { cn } from '@/components/ui/class-names'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChoice } from '@/components/ui/filter-choice'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import type { DashboardView } from '@/lib/domain/views/dashboard'
import { useDashboard } from './dashboard'
import { DashboardSkeleton } from './dashboard-skeleton'
import { FirstVisit } from './first-visit'
import { FreshnessLine } from './freshness-line'
import { HideMoneyButton } from './hide-money-button'
import { CUSTOM, ROLLING_PERIODS, usePeriod } from './period'
import { ReconciliationPanel } from './reconciliation-panel'

/** On its way while the figures are. */
const currencyPanel = import('./currency-panel').then(({ CurrencyPanel }) => CurrencyPanel)
const CurrencyPanel = dynamic(() => currencyPanel, { ssr: false, loading: DashboardSkeleton })

export function DashboardScreen() {
  const { filter, setFilter } = useJournalFilter()
  const { days, chosen, choose } = usePeriod()
  const [basis, setBasis] = useBasis()
  const { data, error, refetch, isPlaceholderData } = useDashboard({
    account: filter.account,
    ...days,
    basis,
  })

  const hasSimulated = useJournalFilters().data?.accounts.some((each) => each.simulated) ?? false

  if (data && !data.hasTrades && !data.hasConnections) return <FirstVisit />
  return (
    <>
      <PageHeader
        title="Dashboard"
        status={data ? <FreshnessLine dashboard={data} /> : null}
        action={
          <>
            <HideMoneyButton />
            <ChoiceGroup
              legend="Which result counts"
              quiet
              value={basis}
              onChoose={setBasis}
              options={[...BASIS_OPTIONS]}
            />
          </>
        }
      />
      <CaughtUpNotices />
      <JournalFilterBar withoutPeriod={chosen !== CUSTOM}>
        <FilterChoice
          label="Period"
          everything="All time"
          className="sm:w-40"
          value={chosen}
          options={[...ROLLING_PERIODS, { value: CUSTOM, label: 'From … to …' }]}
          onChange={choose}
        />
      </JournalFilterBar>
      {data ? (
        <div className={cn('transition-opacity duration-150', isPlaceholderData && 'opacity-60')}>
          <Figures
            dashboard={data}
            filtering={chosen !== null || isFiltering(filter)}
            onlySimulated={data.hasTrades && hasSimulated}
            clear={() => {
              setFilter(NO_FILTER)
              choose(null)
            }}
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

function Figures(props: {
  dashboard: DashboardView
  filtering: boolean
  /** Whatever trades there are were never made. */
  onlySimulated: boolean
  clear: () => void
}) {
  const { currencies, freshness, basis } = props.dashboard
  if (currencies.length > 0)
    return currencies.map((figures) => (
      <CurrencyPanel key={figures.currency} figures={figures} basis={basis} />
    ))
  if (props.filtering)
    return (
      <EmptyState
        title="No trades match this account and period"
        actions={<Button onClick={props.clear}>Clear filters</Button>}
      />
    )
  if (props.onlySimulated)
    return (
      <EmptyState title="No closed trades of a real account yet">
        Simulated trades count only while their account is chosen above.
      </EmptyState>
    )
  return (
    <EmptyState title={freshness.syncing ? 'Your history is on its way' : 'No closed trades yet'}>
      {freshness.syncing
        ? 'The newest trades come first; figures show here as soon as some are in.'
        : 'Open positions appear once they are closed.'}
    </EmptyState>
  )
}
