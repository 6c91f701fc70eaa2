'use client'

import { withQuery } from '@/components/api/request'
import { countOf } from '@/components/format/decimal'
import { TimeZoneNote } from '@/components/format/time-zone'
import { isFiltering, NO_FILTER } from '@/components/journal-filter/journal-filter'
import { JournalFilterBar } from '@/components/journal-filter/journal-filter-bar'
import { Button } from '@/components/ui/button'
import { DotList } from '@/components/ui/dot-list'
import { DownloadLink } from '@/components/ui/download-link'
import { EmptyState } from '@/components/ui/empty-state'
import { GoButton } from '@/components/ui/go-button'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { RequestFailure } from '@/components/ui/request-failure'
import { Skeleton } from '@/components/ui/skeleton'
import { useTradeListing } from './trade-listing'
import { useTrades } from './trades'
import { TradesSkeleton } from './trades-skeleton'
import { TradesTable } from './trades-table'

export function TradesScreen() {
  const { listing, filter, setFilter, sortBy, goToPage } = useTradeListing()
  const { data, error, refetch, isPlaceholderData } = useTrades(listing)
  return (
    <>
      <PageHeader
        title="Trades"
        status={
          data ? (
            <DotList>
              {countOf(data.total, 'trade')}
              <TimeZoneNote />
            </DotList>
          ) : error ? null : (
            <Skeleton className="h-4 w-56" />
          )
        }
        action={
          data && data.total > 0 ? (
            <DownloadLink href={withQuery('/api/export/trades.csv', filter)}>
              Export CSV
            </DownloadLink>
          ) : null
        }
      />
      <JournalFilterBar withSymbol />
      {!data && error ? (
        <RequestFailure
          error={error}
          what="Your trades could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : !data ? (
        <TradesSkeleton />
      ) : data.total > 0 ? (
        <>
          <TradesTable
            trades={data}
            sort={listing.sort}
            dir={listing.dir}
            onSort={sortBy}
            stale={isPlaceholderData}
          />
          <Pager {...data} of="trades" onGo={goToPage} />
        </>
      ) : isFiltering(filter) ? (
        <EmptyState
          title="No trades match these filters"
          actions={<Button onClick={() => setFilter(NO_FILTER)}>Clear filters</Button>}
        />
      ) : (
        <EmptyState
          title="No closed trades yet"
          actions={
            <>
              <GoButton look="primary" to="/connections/new">
                Connect cTrader
              </GoButton>
              <GoButton to="/imports/new">Upload a file</GoButton>
            </>
          }
        >
          Link cTrader or upload its History export. Open positions appear once they are closed.
        </EmptyState>
      )}
    </>
  )
}
