import { Check } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './class-names'

export function Checkbox({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <span className={cn('relative inline-flex size-4 shrink-0', className)}>
      <input
        type="checkbox"
        {...rest}
        className="peer size-4 appearance-none rounded border border-control bg-surface checked:border-accent checked:bg-accent disabled:border-rule-strong disabled:bg-sunken disabled:checked:bg-rule-strong"
      />
      <Check
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none absolute inset-0.5 hidden size-3 text-accent-ink peer-checked:block peer-disabled:text-ink-soft"
      />
    </span>
  )
}
