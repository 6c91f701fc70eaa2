import Link from 'next/link'
import type { ComponentProps } from 'react'
import { cn } from './class-names'

export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...rest}
      className={cn(
        'rounded-sm font-medium text-accent-text underline decoration-rule-strong underline-offset-3 hover:decoration-current',
        className,
      )}
    />
  )
}
