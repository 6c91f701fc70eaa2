import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './class-names'

export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium transition-colors duration-100 disabled:cursor-not-allowed aria-disabled:cursor-not-allowed [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary:
          'bg-accent text-accent-ink shadow-card hover:bg-accent-hover disabled:bg-rule disabled:text-ink-faint disabled:shadow-none',
        secondary:
          'border border-rule-strong bg-surface text-ink shadow-card hover:bg-hover disabled:bg-sunken disabled:text-ink-faint disabled:shadow-none',
        quiet: 'text-ink-soft hover:bg-hover hover:text-ink disabled:text-ink-faint',
      },
      size: {
        normal: 'h-8 px-3 text-sm touch:h-11 touch:px-4',
        small: 'h-7 px-2 text-table touch:h-11',
        large: 'h-10 px-4 text-sm touch:h-11',
        icon: 'size-8 touch:size-11',
      },
    },
    defaultVariants: { look: 'secondary', size: 'normal' },
  },
)

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyle> & {
    /** What is under way, in words. Keeps the button from being pressed twice. */
    busy?: string | false | undefined
  }

export function Button({ look, size, busy, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || Boolean(busy)}
      aria-busy={busy ? true : undefined}
      className={cn(buttonStyle({ look, size }), className)}
    >
      {busy || children}
    </button>
  )
}
