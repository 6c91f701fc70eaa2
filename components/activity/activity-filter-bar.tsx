'use client'

import { X } from 'lucide-react'
import { useConnections } from '@/components/connections/connections'
import { useJournalFilters } from '@/components/journal-filter/journal-filters'
import { Button } from '@/components/ui/button'
import { FilterChoice } from '@/components/ui/filter-choice'
import { connectionName } from '@/lib/domain/connection-name'
import { OUTCOME_OPTIONS, SOURCE_OPTIONS, type useActivityFilter } from './activity-filter'

export function ActivityFilterBar(props: ReturnType<typeof useActivityFilter>) {
  const { filter, setFilter } = props
  const accounts = useJournalFilters().data?.accounts ?? []
  const connections = useConnections().data?.connections ?? []
  return (
    <search className="mb-6 grid grid-cols-2 items-end gap-x-3 gap-y-2 sm:flex sm:flex-wrap">
      <FilterChoice
        label="Source"
        everything="cTrader and files"
        className="sm:w-44"
        value={filter.source}
        options={SOURCE_OPTIONS}
        onChange={(source) => void setFilter({ source: source as typeof filter.source })}
      />
      <FilterChoice
        label="Outcome"
        everything="Any outcome"
        className="sm:w-40"
        value={filter.outcome}
        options={OUTCOME_OPTIONS}
        onChange={(outcome) => void setFilter({ outcome: outcome as typeof filter.outcome })}
      />
      <FilterChoice
        label="Account"
        everything="All accounts"
        className="sm:w-52"
        value={filter.account}
        options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(account) => void setFilter({ account })}
      />
      {filter.connection || connections.length > 1 ? (
        <FilterChoice
          label="Connection"
          everything="All connections"
          className="sm:w-48"
          value={filter.connection}
          options={connections.map((each) => ({ value: each.id, label: connectionName(each) }))}
          onChange={(connection) => void setFilter({ connection })}
        />
      ) : null}
      {props.isFiltering ? (
        <Button look="quiet" className="h-9" onClick={props.clear}>
          <X aria-hidden />
          Clear filters
        </Button>
      ) : null}
    </search>
  )
}
