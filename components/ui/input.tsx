import type { ComponentProps } from 'react'
import { cn } from './class-names'

export const controlStyle =
  'h-9 w-full min-w-0 rounded-md border border-control bg-surface px-3 text-sm text-ink placeholder:text-ink-faint aria-invalid:border-loss disabled:bg-sunken disabled:text-ink-faint touch:h-11 touch:text-base'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={cn(controlStyle, className)} />
}
