'use client'

import { Search } from 'lucide-react'
import { parseAsString, useQueryState } from 'nuqs'
import { type FormEvent, useState } from 'react'
import { countOf } from '@/components/format/decimal'
import { TimeZoneNote } from '@/components/format/time-zone'
import { Button } from '@/components/ui/button'
import { DotList } from '@/components/ui/dot-list'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { FilterChoice } from '@/components/ui/filter-choice'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { usePeople } from './operator'
import { PeopleTable } from './people-table'
import { ROLES } from './roles'

/** Who is registered, and who may see what. */
export function PeopleScreen() {
  const [q, setQ] = useQueryState('q', parseAsString.withDefault(''))
  const [role, setRole] = useQueryState('role', parseAsString)
  const [typed, setTyped] = useState(q)
  const { data, error, refetch } = usePeople(q, role)

  function search(event: FormEvent) {
    event.preventDefault()
    void setQ(typed.trim() || null)
  }

  return (
    <>
      <PageHeader
        title="People and roles"
        status={
          <DotList>
            {data ? countOf(data.operators, 'operator') : null}
            <TimeZoneNote />
          </DotList>
        }
      />
      <search>
        <form onSubmit={search} className="mb-5 flex max-w-2xl flex-wrap items-end gap-2">
          <Field label="Find a person" className="min-w-0 flex-1 basis-60">
            {(control) => (
              <Input
                {...control}
                type="search"
                autoComplete="off"
                spellCheck={false}
                maxLength={200}
                placeholder="Beginning of an e-mail address"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
          <FilterChoice
            label="Role"
            everything="Every role"
            value={role}
            options={Object.entries(ROLES).map(([value, { word }]) => ({ value, label: word }))}
            className="w-36"
            onChange={(next) => void setRole(next)}
          />
          <Button type="submit" look="primary" className="h-9">
            <Search aria-hidden />
            Search
          </Button>
        </form>
      </search>
      {error ? (
        <RequestFailure
          error={error}
          what="The people could not be listed"
          onRetry={() => void refetch()}
          className="mb-3"
        />
      ) : null}
      {data?.people.length === 0 ? (
        <EmptyState title="Nobody is called so">Addresses are found by how they begin.</EmptyState>
      ) : data ? (
        <PeopleTable view={data} />
      ) : error ? null : (
        <>
          <Loading what="the people" />
          <Skeleton className="h-48 w-full" />
        </>
      )}
    </>
  )
}
