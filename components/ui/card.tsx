import type { ComponentProps } from 'react'
import { cn } from './class-names'

/** Only where things are separate objects; else use rules and space. */
export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return (
    <div
      {...rest}
      className={cn('rounded-lg border border-rule bg-surface shadow-card', className)}
    />
  )
}
