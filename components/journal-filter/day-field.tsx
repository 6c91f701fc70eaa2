import { useId } from 'react'
import { cn } from '@/components/ui/class-names'
import { controlStyle } from '@/components/ui/input'

/** One end of a period, chosen by the browser's own date field. */
export function DayField(props: {
  label: string
  value: string | null
  min?: string | null
  max?: string | null
  onChange: (value: string | null) => void
}) {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-1 sm:w-38">
      <label htmlFor={id} className="text-xs text-ink-faint">
        {props.label}
      </label>
      <input
        id={id}
        type="date"
        value={props.value ?? ''}
        min={props.min ?? undefined}
        max={props.max ?? undefined}
        onChange={(event) => props.onChange(event.target.value || null)}
        className={cn(controlStyle, 'appearance-none', !props.value && 'text-ink-faint')}
      />
    </div>
  )
}
