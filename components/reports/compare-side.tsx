'use client'

import { DayField } from '@/components/journal-filter/day-field'
import { DirectionAndTag } from '@/components/journal-filter/direction-and-tag'
import { useJournalFilters } from '@/components/journal-filter/journal-filters'
import type { TradeFilter } from '@/components/journal-filter/trade-filter'
import { FilterChoice } from '@/components/ui/filter-choice'

/** One of the two filters. */
export function CompareSide(props: {
  name: string
  filter: TradeFilter
  onChange: (change: Partial<TradeFilter>) => void
}) {
  const { filter, onChange } = props
  const offered = useJournalFilters().data
  return (
    <fieldset className="min-w-0 rounded-lg border border-rule bg-surface px-4 pt-3 pb-4 shadow-card">
      <legend className="sr-only">Side {props.name}</legend>
      <p aria-hidden className="mb-2 text-sm font-semibold">
        {props.name}
      </p>
      <div className="grid grid-cols-2 items-end gap-x-3 gap-y-2 xl:grid-cols-3 [&>*]:w-full!">
        <FilterChoice
          label="Account"
          everything="All accounts"
          className=""
          value={filter.account}
          options={offered?.accounts.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          onChange={(account) => onChange({ account })}
        />
        <FilterChoice
          label="Symbol"
          everything="All symbols"
          className=""
          value={filter.symbol}
          options={offered?.symbols.map((symbol) => ({ value: symbol, label: symbol })) ?? []}
          onChange={(symbol) => onChange({ symbol })}
        />
        <DirectionAndTag value={filter} onChange={onChange} />
        <DayField
          label="From"
          value={filter.from}
          max={filter.to}
          onChange={(from) => onChange({ from })}
        />
        <DayField
          label="To"
          value={filter.to}
          min={filter.from}
          onChange={(to) => onChange({ to })}
        />
      </div>
    </fieldset>
  )
}
