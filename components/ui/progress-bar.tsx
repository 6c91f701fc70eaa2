import { cn } from './class-names'

/** How much of a known whole is done. `done` and `total` are counts of the same thing. */
export function ProgressBar(props: {
  label: string
  /** The value in words: "14 of 48 months". */
  text: string
  done: number
  total: number
  /** Grows from the right, for what goes back in time. */
  backwards?: boolean
  className?: string
}) {
  const share = props.total === 0 ? 0 : Math.min(1, props.done / props.total)
  return (
    <div
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.total}
      aria-valuenow={props.done}
      aria-valuetext={props.text}
      className={cn('h-1.5 overflow-hidden rounded-full bg-rule', props.className)}
    >
      <div
        className={cn(
          'h-full rounded-full bg-accent-text transition-transform duration-150',
          props.backwards ? 'origin-right' : 'origin-left',
        )}
        style={{ transform: `scaleX(${share})` }}
      />
    </div>
  )
}

/** Work whose end is not known: a quiet bar that breathes. */
export function WorkingBar({ label }: { label: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      className="h-1.5 overflow-hidden rounded-full bg-rule"
    >
      <div className="h-full w-full animate-[breathe_1.6s_ease-in-out_infinite] rounded-full bg-accent-text" />
    </div>
  )
}
