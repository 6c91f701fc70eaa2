'use client'

import { type ReactNode, useId } from 'react'
import { cn } from './class-names'

/** A part of a page under its own heading, without a box around it. */
export function Section(props: {
  title: string
  /** To lead somebody here: it can take the focus then. */
  id?: string
  aside?: ReactNode
  className?: string
  children: ReactNode
}) {
  const titleId = useId()
  return (
    <section
      id={props.id}
      tabIndex={props.id ? -1 : undefined}
      aria-labelledby={titleId}
      className={cn('mt-8', props.id && 'scroll-mt-6 outline-none', props.className)}
    >
      <div className="mb-3 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={titleId} className="text-base font-semibold">
          {props.title}
        </h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  )
}
