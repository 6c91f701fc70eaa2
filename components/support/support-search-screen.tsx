'use client'

import { parseAsString, useQueryState } from 'nuqs'
import { TimeZoneNote } from '@/components/format/time-zone'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { SearchBox } from '@/components/ui/search-box'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { Incidents } from './incidents'
import { SearchHits } from './search-hits'
import { useSupportSearch } from './support'

/** One box for whatever a complaint holds. */
export function SupportSearchScreen() {
  const [q, setQ] = useQueryState('q', parseAsString.withDefault(''))
  const found = useSupportSearch(q)
  return (
    <>
      <PageHeader title="Support" status={<TimeZoneNote />} />
      <SearchBox
        label="Find a connection"
        placeholder="E-mail, number or id"
        q={q}
        onSearch={(next) => void setQ(next || null)}
      />
      <Incidents />
      <div className="mt-6">
        {q === '' ? (
          <EmptyState title="What does the complaint hold?">
            The beginning of an e-mail address, the last digits of an account’s number, a cTrader
            ID, the reference of an error, or the id of a connection, a run or an import. No trade
            and no balance is shown.
          </EmptyState>
        ) : found.error && !found.data ? (
          <RequestFailure
            error={found.error}
            what="The search could not be made"
            onRetry={() => void found.refetch()}
          />
        ) : !found.data ? (
          <>
            <Loading what="what was found" />
            <Skeleton className="h-40 w-full" />
          </>
        ) : found.data.hits.length === 0 ? (
          <EmptyState title="Nothing was found">
            Ask for the e-mail address they sign in with, or for the connection’s id: it is under
            Details on its page.
          </EmptyState>
        ) : (
          <SearchHits found={found.data} />
        )}
      </div>
    </>
  )
}
