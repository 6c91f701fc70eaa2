'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { SampleNotice } from '@/components/sample-journal/sample-notice'
import { Button } from '@/components/ui/button'
import { FilterChoice } from '@/components/ui/filter-choice'
import type { JournalFiltersView } from '@/lib/domain/views/trades'
import { DayField } from './day-field'
import { isFiltering, NO_FILTER, useJournalFilter } from './journal-filter'
import { useJournalFilters } from './journal-filters'
import { SimulatedNote } from './simulated-note'

/** One bar, in the same place on every page that shows trades. */
export function JournalFilterBar(props: {
  withSymbol?: boolean
  withoutPeriod?: boolean
  /** More to choose, after the account. */
  children?: ReactNode
  /** A filter of this page's own. */
  own?: { control: ReactNode; isFiltering: boolean; clear: () => void }
}) {
  const { withSymbol = false, withoutPeriod = false, own } = props
  const { filter, setFilter } = useJournalFilter()
  const noted = withoutPeriod ? { ...filter, from: null, to: null } : filter
  const offered = useJournalFilters().data
  const accounts = offered?.accounts ?? []
  const simulated = accounts.filter((account) => account.simulated)
  const sample = accounts.find((account) => account.sample)
  const showsSample =
    sample && (filter.account === sample.id || (!filter.account && accounts.length === 1))
  return (
    <>
      {showsSample ? <SampleNotice onRemoved={() => setFilter(NO_FILTER)} /> : null}
      <search className="mb-6 grid grid-cols-2 items-end gap-x-3 gap-y-2 sm:flex sm:flex-wrap">
        <FilterChoice
          label="Account"
          everything="All accounts"
          className="sm:w-52"
          value={offered?.accounts.find(isNamed(filter.account))?.id ?? filter.account}
          options={offered?.accounts.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          onChange={(account) => setFilter({ account })}
        />
        {props.children}
        {withSymbol ? (
          <FilterChoice
            label="Symbol"
            everything="All symbols"
            className="sm:w-40"
            value={filter.symbol}
            options={offered?.symbols.map((symbol) => ({ value: symbol, label: symbol })) ?? []}
            onChange={(symbol) => setFilter({ symbol })}
          />
        ) : props.children ? null : (
          <span className="sm:hidden" />
        )}
        {withoutPeriod ? null : (
          <>
            <DayField
              label="From"
              value={filter.from}
              max={filter.to}
              onChange={(from) => setFilter({ from })}
            />
            <DayField
              label="To"
              value={filter.to}
              min={filter.from}
              onChange={(to) => setFilter({ to })}
            />
          </>
        )}
        {own?.control}
        {isFiltering(noted) || own?.isFiltering ? (
          <Button
            look="quiet"
            className="h-9"
            onClick={() => {
              setFilter(NO_FILTER)
              own?.clear()
            }}
          >
            <X aria-hidden />
            Clear filters
          </Button>
        ) : null}
        {showsSample ? null : (
          <SimulatedNote
            accounts={simulated}
            chosen={filter.account}
            onChoose={(account) => setFilter({ account })}
          />
        )}
      </search>
    </>
  )
}

/** An account is found by the ids of file accounts that became part of it as well. */
function isNamed(accountId: string | null) {
  return ({ id, formerIds }: JournalFiltersView['accounts'][number]) =>
    accountId !== null && (id === accountId || formerIds.includes(accountId))
}
