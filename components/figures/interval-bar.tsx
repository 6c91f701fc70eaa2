import { cn } from '@/components/ui/class-names'

/**
 * From where to where a true value may lie, with what was found and what it is held against. Numbers
 * are places on the bar and nothing else; the figures stand beside it.
 */
export function IntervalBar(props: {
  low: number
  high: number
  found: number
  /** What chance alone, or no edge, would give. */
  against: number
  againstWords: string
}) {
  const { low, high, found, against } = props
  const ends = [Math.min(low, against), Math.max(high, against)] as const
  const room = (ends[1] - ends[0] || 1) * 0.08
  const from = ends[0] - room
  const place = (value: number) => `${((value - from) / (ends[1] - ends[0] + 2 * room)) * 100}%`
  const isApart = low > against || high < against
  return (
    <span aria-hidden className="block">
      <span className="relative block h-8">
        <span className="absolute inset-x-0 top-1/2 h-px bg-rule-strong" />
        <span
          className={cn(
            'absolute top-1/2 h-2.5 -translate-y-1/2 rounded-sm',
            isApart ? (low > against ? 'bg-profit/35' : 'bg-loss/35') : 'bg-ink-faint/35',
          )}
          style={{ left: place(low), width: `calc(${place(high)} - ${place(low)})` }}
        />
        <span
          className="absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full bg-ink"
          style={{ left: place(found) }}
        />
        <span
          className="absolute inset-y-0 w-0 border-l border-dashed border-ink-soft"
          style={{ left: place(against) }}
        />
      </span>
      <span className="relative block h-4 text-xs text-ink-faint">
        <span
          className="absolute -translate-x-1/2 whitespace-nowrap"
          style={{ left: `clamp(3rem, ${place(against)}, calc(100% - 3rem))` }}
        >
          {props.againstWords}
        </span>
      </span>
    </span>
  )
}
