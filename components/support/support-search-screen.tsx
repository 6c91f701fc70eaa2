'use client'

import { Search } from 'lucide-react'
import { parseAsString, useQueryState } from 'nuqs'
import { type FormEvent, useState } from 'react'
import { TimeZoneNote } from '@/components/format/time-zone'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { SearchHits } from './search-hits'
import { useSupportSearch } from './support'

/** One box for whatever a complaint holds. */
export function SupportSearchScreen() {
  const [q, setQ] = useQueryState('q', parseAsString.withDefault(''))
  const [typed, setTyped] = useState(q)
  const found = useSupportSearch(q)

  function search(event: FormEvent) {
    event.preventDefault()
    void setQ(typed.trim() || null)
  }

  return (
    <>
      <PageHeader title="Support" status={<TimeZoneNote />} />
      <search>
        <form onSubmit={search} className="flex max-w-2xl flex-wrap items-end gap-2">
          <Field label="Find a connection" className="min-w-0 flex-1 basis-60">
            {(control) => (
              <Input
                {...control}
                type="search"
                autoComplete="off"
                spellCheck={false}
                maxLength={200}
                placeholder="E-mail, number or id"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" look="primary" className="h-9">
            <Search aria-hidden />
            Search
          </Button>
        </form>
      </search>
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
