'use client'

import { useId } from 'react'
import { cn } from './class-names'
import { Select } from './select'

/** One select of a filter bar; its first option is not to filter by it. */
export function FilterChoice(props: {
  label: string
  everything: string
  value: string | null
  options: { value: string; label: string }[]
  className: string
  onChange: (value: string | null) => void
}) {
  const id = useId()
  const isOffered = props.value === null || props.options.some(({ value }) => value === props.value)
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', props.className)}>
      <label htmlFor={id} className="text-xs text-ink-faint">
        {props.label}
      </label>
      <Select
        id={id}
        value={props.value ?? ''}
        onChange={(event) => props.onChange(event.target.value || null)}
      >
        <option value="">{props.everything}</option>
        {/* Keeps what the address asks for visible while the choices are still loading. */}
        {isOffered ? null : <option value={props.value ?? ''}>{props.value}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </div>
  )
}
