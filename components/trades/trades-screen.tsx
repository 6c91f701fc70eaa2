'use client'

import dynamic from 'next/dynamic'
import { withQuery } from '@/components/api/request'
import { countOf } from '@/components/format/decimal'
import { TimeZoneNote } from '@/components/format/time-zone'
import { DirectionAndTag } from '@/components/journal-filter/direction-and-tag'
import { NO_FILTER } from '@/components/journal-filter/journal-filter'
import { JournalFilterBar } from '@/components/journal-filter/journal-filter-bar'
import { SavedFiltersButton } from '@/components/saved-filters/saved-filters-button'
import { Button } from '@/components/ui/button'
import { DotList } from '@/components/ui/dot-list'
import { DownloadLink } from '@/components/ui/download-link'
import { EmptyState } from '@/components/ui/empty-state'
import { GoButton } from '@/components/ui/go-button'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Skeleton } from '@/components/ui/skeleton'
import { ColumnsButton } from './columns-button'
import { useTradeListing } from './trade-listing'
import { useTrades } from './trades'
import { TradesSkeleton } from './trades-skeleton'

/** On its way while the trades are. */
const tradesTable = import('./trades-table').then(({ TradesTable }) => TradesTable)
const TradesTable = dynamic(() => tradesTable, { ssr: false, loading: TradesSkeleton })

export function TradesScreen() {
  const { listing, filter, setFilter, setOwn, isFiltering, isOwnFiltering, sortBy } =
    useTradeListing()
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
          data && (data.total > 0 || isFiltering) ? (
            <>
              <SavedFiltersButton
                listing={listing}
                worthSaving={isFiltering || listing.sort !== 'closedAt' || listing.dir !== 'desc'}
              />
              <ColumnsButton />
              {data.total > 0 ? (
                <DownloadLink href={withQuery('/api/export/trades.csv', filter)}>
                  Export CSV
                </DownloadLink>
              ) : null}
            </>
          ) : null
        }
      />
      <JournalFilterBar
        withSymbol
        own={{
          control: <DirectionAndTag value={filter} onChange={setOwn} />,
          isFiltering: isOwnFiltering,
          clear: () => setOwn({ direction: null, tag: null }),
        }}
      />
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
          <TradesTable isMain list={data} onSort={sortBy} stale={isPlaceholderData} />
          <p className="mt-2 hidden text-xs text-ink-faint md:block touch:hidden">
            <kbd>j</kbd> and <kbd>k</kbd> move through the rows, <kbd>Enter</kbd> opens,{' '}
            <kbd>x</kbd> selects, <kbd>n</kbd> writes a note, <kbd>Esc</kbd> clears.
          </p>
        </>
      ) : isFiltering ? (
        <EmptyState
          title="No trades match these filters"
          actions={
            <Button
              onClick={() => {
                setFilter(NO_FILTER)
                setOwn({ direction: null, tag: null })
              }}
            >
              Clear filters
            </Button>
          }
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
