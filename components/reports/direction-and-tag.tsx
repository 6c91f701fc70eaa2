'use client'

import { useTags } from '@/components/tags/tags'
import { FilterChoice } from '@/components/ui/filter-choice'
import { DIRECTIONS, type ReportFilter } from './report-filter'

type Choice = Pick<ReportFilter, 'direction' | 'tag'>

const DIRECTION_NAMES = { LONG: 'Long', SHORT: 'Short' } as const

/** Two more selects of a filter bar. */
export function DirectionAndTag(props: {
  value: Choice
  onChange: (change: Partial<Choice>) => void
}) {
  const { value, onChange } = props
  const tags = useTags()
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
      {tags.length > 0 || value.tag ? (
        <FilterChoice
          label="Tag"
          everything="All tags"
          className="sm:w-36"
          value={value.tag}
          options={tags.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(tag) => onChange({ tag })}
        />
      ) : null}
    </>
  )
}
