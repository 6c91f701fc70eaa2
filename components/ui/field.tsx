'use client'

import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cn } from './class-names'

export type FieldControlProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** A label above its control, with a hint or what is wrong below it. */
export function Field(props: {
  label: string
  hint?: ReactNode
  problem?: string | null | undefined
  className?: string
  children: (control: FieldControlProps) => ReactNode
}) {
  const id = useId()
  const noteId = `${id}-note`
  const note = props.problem ?? props.hint
  return (
    <div className={cn('flex flex-col gap-1.5', props.className)}>
      <label htmlFor={id} className="text-table font-medium text-ink">
        {props.label}
      </label>
      {props.children({
        id,
        'aria-describedby': note ? noteId : undefined,
        'aria-invalid': props.problem ? true : undefined,
      })}
      {note ? (
        <p
          id={noteId}
          className={cn(
            'flex items-start gap-1.5 text-table',
            props.problem ? 'text-loss' : 'text-ink-faint',
          )}
        >
          {props.problem ? <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" /> : null}
          <span>{note}</span>
        </p>
      ) : null}
    </div>
  )
}
