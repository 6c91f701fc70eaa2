'use client'

import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './class-names'

/**
 * A table in its own scroller, so that a wide one never widens the page.
 * The scroller takes focus: the keyboard can scroll it too.
 */
export function TableFrame(props: {
  caption: string
  children: ReactNode
  className?: string
  /** More for the scroller, such as what keys do in it. */
  frame?: ComponentProps<'section'>
  /** More for the table itself. */
  table?: ComponentProps<'table'>
}) {
  const id = useId()
  return (
    <section
      {...props.frame}
      aria-labelledby={id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
      tabIndex={0}
      className={cn(
        'relative overflow-x-auto rounded-lg border border-rule bg-surface shadow-card',
        props.className,
      )}
    >
      <table
        {...props.table}
        className={cn(
          'w-full border-separate border-spacing-0 text-left text-table',
          props.table?.className,
        )}
      >
        <caption id={id} className="sr-only">
          {props.caption}
        </caption>
        {props.children}
      </table>
    </section>
  )
}

const EDGE = 'first:pl-4 last:pr-4'

export function Th({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(
        'h-9 border-b border-rule bg-surface px-3 text-xs font-medium whitespace-nowrap text-ink-soft touch:h-11',
        EDGE,
        className,
      )}
    />
  )
}

export function Td({ className, ...rest }: ComponentProps<'td'>) {
  return (
    <td
      {...rest}
      className={cn(
        'h-9 border-b border-rule px-3 py-1 whitespace-nowrap touch:h-11 [&.text-right]:tabular-nums',
        'group-last/row:border-b-0',
        EDGE,
        className,
      )}
    />
  )
}

/** What a row is about. Stays in sight on a phone while the figures are scrolled. */
export function RowHead({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="row"
      {...rest}
      className={cn(
        'h-9 border-b border-rule bg-surface px-3 py-1 pl-4 text-left font-normal whitespace-nowrap group-last/row:border-b-0 group-hover/row:bg-hover touch:h-11',
        'max-sm:sticky max-sm:left-0 max-sm:z-10 max-sm:max-w-44 max-sm:whitespace-normal',
        className,
      )}
    />
  )
}

export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr {...rest} className={cn('group/row hover:bg-hover', className)} />
}
