'use client'

import { parseAsString, useQueryState } from 'nuqs'
import { countOf } from '@/components/format/decimal'
import { TimeZoneNote } from '@/components/format/time-zone'
import { DotList } from '@/components/ui/dot-list'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChoice } from '@/components/ui/filter-choice'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { SearchBox } from '@/components/ui/search-box'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { usePeople } from './operator'
import { PeopleTable } from './people-table'
import { ROLES } from './roles'

/** Who is registered, and who may see what. */
export function PeopleScreen() {
  const [q, setQ] = useQueryState('q', parseAsString.withDefault(''))
  const [role, setRole] = useQueryState('role', parseAsString)
  const { data, error, refetch } = usePeople(q, role)
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
      <div className="mb-5">
        <SearchBox
          label="Find a person"
          placeholder="Beginning of an e-mail address"
          q={q}
          onSearch={(next) => void setQ(next || null)}
        >
          <FilterChoice
            label="Role"
            everything="Every role"
            value={role}
            options={Object.entries(ROLES).map(([value, { word }]) => ({ value, label: word }))}
            className="w-36"
            onChange={(next) => void setRole(next)}
          />
        </SearchBox>
      </div>
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
