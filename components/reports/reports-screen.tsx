'use client'

import { BASIS_OPTIONS, useBasis } from '@/components/journal-filter/basis'
import {
  isFiltering,
  NO_FILTER,
  useJournalFilter,
} from '@/components/journal-filter/journal-filter'
import { JournalFilterBar } from '@/components/journal-filter/journal-filter-bar'
import { Button } from '@/components/ui/button'
import { ChoiceGroup } from '@/components/ui/choice-group'
import { cn } from '@/components/ui/class-names'
import { EmptyState } from '@/components/ui/empty-state'
import { GoButton } from '@/components/ui/go-button'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import type { ReportView } from '@/lib/domain/views/report'
import { useGrouping, useReport } from './report'
import { ReportTable } from './report-table'
import { ReportsSkeleton } from './reports-skeleton'

export function ReportsScreen() {
  const { filter, setFilter } = useJournalFilter()
  const [grouping, setGrouping] = useGrouping()
  const [basis, setBasis] = useBasis()
  const { data, error, refetch, isPlaceholderData } = useReport(filter, { grouping, basis })
  return (
    <>
      <PageHeader
        title="Reports"
        status="Closed trades put together by what they share. Currencies are never added up."
      />
      <JournalFilterBar withSymbol />
      <div className="flex flex-wrap gap-3">
        <ChoiceGroup
          legend="Put together by"
          quiet
          value={grouping}
          options={[
            { value: 'symbol', label: 'Symbol' },
            { value: 'direction', label: 'Direction' },
            { value: 'weekday', label: 'Weekday' },
            { value: 'month', label: 'Month' },
            { value: 'account', label: 'Account' },
          ]}
          onChoose={(by) => void setGrouping(by)}
        />
        <ChoiceGroup
          legend="Results"
          quiet
          value={basis}
          options={[...BASIS_OPTIONS]}
          onChoose={(next) => void setBasis(next)}
        />
      </div>
      {data ? (
        <div className={cn('transition-opacity duration-150', isPlaceholderData && 'opacity-60')}>
          {data.currencies.length === 0 ? (
            <NoTrades
              view={data}
              filtering={isFiltering(filter)}
              clear={() => setFilter(NO_FILTER)}
            />
          ) : (
            data.currencies.map((report) => (
              <ReportTable key={report.currency} view={data} report={report} filter={filter} />
            ))
          )}
        </div>
      ) : error ? (
        <RequestFailure
          error={error}
          what="The report could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : (
        <ReportsSkeleton />
      )}
    </>
  )
}

function NoTrades(props: { view: ReportView; filtering: boolean; clear: () => void }) {
  if (props.view.hasTrades && props.filtering)
    return (
      <EmptyState
        title="No trades match this filter"
        actions={<Button onClick={props.clear}>Clear filters</Button>}
      />
    )
  return (
    <EmptyState
      title="No closed trades yet"
      actions={<GoButton to="/connections/new">Connect cTrader</GoButton>}
    >
      Once trades are here, this page shows which symbols, days and directions bring money and which
      cost it.
    </EmptyState>
  )
}
