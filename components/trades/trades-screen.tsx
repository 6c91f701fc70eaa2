'use client'

import dynamic from 'next/dynamic'
import { withQuery } from '@/components/api/request'
import { countOf } from '@/components/format/decimal'
import { TimeZoneNote } from '@/components/format/time-zone'
import { isFiltering, NO_FILTER } from '@/components/journal-filter/journal-filter'
import { JournalFilterBar } from '@/components/journal-filter/journal-filter-bar'
import { SavedFiltersButton } from '@/components/saved-filters/saved-filters-button'
import { useTagsThereAre } from '@/components/tags/tags'
import { Button } from '@/components/ui/button'
import { DotList } from '@/components/ui/dot-list'
import { DownloadLink } from '@/components/ui/download-link'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChoice } from '@/components/ui/filter-choice'
import { GoButton } from '@/components/ui/go-button'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Skeleton } from '@/components/ui/skeleton'
import type { TagUseView } from '@/lib/domain/views/notes'
import { ColumnsButton } from './columns-button'
import { useTradeListing } from './trade-listing'
import { useTrades } from './trades'
import { TradesSkeleton } from './trades-skeleton'

/** On its way while the trades are. */
const tradesTable = import('./trades-table').then(({ TradesTable }) => TradesTable)
const TradesTable = dynamic(() => tradesTable, { ssr: false, loading: TradesSkeleton })

export function TradesScreen() {
  const { listing, filter, setFilter, filterByTag, sortBy } = useTradeListing()
  const tags = useTagsThereAre()
  const filtering = isFiltering(filter) || listing.tag !== null
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
          data && (data.total > 0 || filtering) ? (
            <>
              <SavedFiltersButton
                listing={listing}
                worthSaving={filtering || listing.sort !== 'closedAt' || listing.dir !== 'desc'}
              />
              <ColumnsButton />
              {data.total > 0 ? (
                <DownloadLink
                  href={withQuery('/api/export/trades.csv', { ...filter, tag: listing.tag })}
                >
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
          control:
            tags?.length || listing.tag ? (
              <FilterChoice
                label="Tag"
                everything="All tags"
                className="sm:w-32"
                value={listing.tag}
                options={tagOptions(tags, listing.tag)}
                onChange={filterByTag}
              />
            ) : null,
          isFiltering: listing.tag !== null,
          clear: () => filterByTag(null),
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
      ) : filtering ? (
        <EmptyState
          title="No trades match these filters"
          actions={
            <Button
              onClick={() => {
                setFilter(NO_FILTER)
                filterByTag(null)
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

/** A tag that is gone may still be in an address; it is called by what it is, not by its id. */
function tagOptions(tags: TagUseView[] | undefined, chosen: string | null) {
  const options = (tags ?? []).map(({ id, name }) => ({ value: id, label: name }))
  if (!chosen || options.some(({ value }) => value === chosen)) return options
  return [...options, { value: chosen, label: tags ? 'A tag that is gone' : '…' }]
}
