'use client'

import { useId } from 'react'

/** A few choices side by side, one of them taken: radio buttons in the shape of a switch. */
export function ChoiceGroup<Value extends string>(props: {
  legend: string
  /** The legend is for screen readers alone: what stands around says it already. */
  quiet?: boolean
  value: Value | null
  options: { value: Value; label: string }[]
  onChoose: (value: Value) => void
}) {
  const name = useId()
  return (
    <fieldset>
      <legend className={props.quiet ? 'sr-only' : 'mb-1.5 text-table font-medium'}>
        {props.legend}
      </legend>
      <div className="inline-flex flex-wrap gap-1 rounded-lg border border-rule bg-sunken p-1">
        {props.options.map((option) => (
          <label
            key={option.value}
            className="flex h-7 cursor-pointer items-center rounded-md border border-transparent px-3 text-table text-ink-soft hover:text-ink has-checked:border-rule-strong has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text touch:h-11"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={props.value === option.value}
              onChange={() => props.onChoose(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
