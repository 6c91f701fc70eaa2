'use client'

import { ChoiceGroup } from '@/components/ui/choice-group'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** null is everything; an empty day is one that is still to be chosen. */
export type WantedHistory = string | null

/** How far back history is wanted: all of it, or from a day on. */
export function HistoryChoice(props: {
  legend: string
  value: WantedHistory
  /** First and last day that make sense. */
  min?: string | null
  max: string
  hint: string
  onChange: (value: WantedHistory) => void
}) {
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <ChoiceGroup
        legend={props.legend}
        value={props.value === null ? 'all' : 'from'}
        options={[
          { value: 'all', label: 'All history' },
          { value: 'from', label: 'From a date' },
        ]}
        onChoose={(choice) => props.onChange(choice === 'all' ? null : '')}
      />
      {props.value === null ? null : (
        <Field label="From" hint={props.hint} className="w-64 max-w-full">
          {(control) => (
            <Input
              {...control}
              type="date"
              required
              value={props.value ?? ''}
              min={props.min ?? undefined}
              max={props.max}
              onChange={(event) => props.onChange(event.target.value)}
            />
          )}
        </Field>
      )}
    </div>
  )
}
