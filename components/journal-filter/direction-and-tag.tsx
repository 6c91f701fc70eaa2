'use client'

import { useTagsThereAre } from '@/components/tags/tags'
import { FilterChoice } from '@/components/ui/filter-choice'
import type { TagUseView } from '@/lib/domain/views/notes'
import { DIRECTIONS, type TradeFilter } from './trade-filter'

type Choice = Pick<TradeFilter, 'direction' | 'tag'>

const DIRECTION_NAMES = { LONG: 'Long', SHORT: 'Short' } as const

/** Two more selects of a filter bar. */
export function DirectionAndTag(props: {
  value: Choice
  onChange: (change: Partial<Choice>) => void
}) {
  const { value, onChange } = props
  const tags = useTagsThereAre()
  return (
    <>
      <FilterChoice
        label="Direction"
        everything="Both directions"
        className="sm:w-40"
        value={value.direction}
        options={DIRECTIONS.map((each) => ({ value: each, label: DIRECTION_NAMES[each] }))}
        onChange={(chosen) =>
          onChange({ direction: DIRECTIONS.find((each) => each === chosen) ?? null })
        }
      />
      {tags?.length || value.tag ? (
        <FilterChoice
          label="Tag"
          everything="All tags"
          className="sm:w-36"
          value={value.tag}
          options={tagOptions(tags, value.tag)}
          onChange={(tag) => onChange({ tag })}
        />
      ) : null}
    </>
  )
}

/** A tag that is gone may still be in an address; it is called by what it is, not by its id. */
function tagOptions(tags: TagUseView[] | undefined, chosen: string | null) {
  const options = (tags ?? []).map(({ id, name }) => ({ value: id, label: name }))
  if (!chosen || options.some(({ value }) => value === chosen)) return options
  return [...options, { value: chosen, label: tags ? 'A tag that is gone' : '…' }]
}
