import type { ReactNode } from 'react'
import { cn } from './class-names'

/** One sentence and one or two actions; never a blank space. */
export function EmptyState(props: {
  title: string
  children?: ReactNode
  actions?: ReactNode
  className?: string
}) {
  return (
    <div
      className={cn(
        'flex flex-col items-center rounded-lg border border-dashed border-rule-strong px-6 py-14 text-center',
        props.className,
      )}
    >
      <p className="text-base font-medium">{props.title}</p>
      {props.children ? <div className="mt-1 max-w-md text-ink-soft">{props.children}</div> : null}
      {props.actions ? (
        <div className="mt-5 flex flex-wrap justify-center gap-2">{props.actions}</div>
      ) : null}
    </div>
  )
}
