import { formatCount } from '@/components/format/decimal'
import { cn } from '@/components/ui/class-names'
import type { ImportCounts } from '@/lib/domain/views/import'
import type { Verdict } from './import'
import { VERDICT_WORDS } from './verdicts'

/** How the rows of the file fall out. Pressing one shows only its rows; again, all. */
export function VerdictTiles(props: {
  counts: ImportCounts
  chosen: Verdict | null
  onChoose: (verdict: Verdict | null) => void
  /** Before the file is added, or after. */
  words?: 'future' | 'past'
}) {
  return (
    <fieldset>
      <legend className="sr-only">Show only rows that are</legend>
      <div className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-rule bg-rule shadow-card sm:grid-cols-5">
        {VERDICT_WORDS.map(({ verdict, count, label, note, after }) => {
          const isChosen = props.chosen === verdict
          return (
            <button
              key={verdict}
              type="button"
              aria-pressed={isChosen}
              disabled={props.counts[count] === 0 && !isChosen}
              onClick={() => props.onChoose(isChosen ? null : verdict)}
              className={cn(
                'flex flex-col bg-surface px-4 py-3 text-left -outline-offset-2! first:col-span-2 sm:first:col-span-1 enabled:hover:bg-hover',
                isChosen && 'bg-accent-soft enabled:hover:bg-accent-soft',
              )}
            >
              <span className="text-table text-ink-soft">{label}</span>
              <span
                className={cn(
                  'text-figure tabular-nums font-semibold tracking-tight',
                  props.counts[count] === 0 && 'text-ink-faint',
                )}
              >
                {formatCount(props.counts[count])}
              </span>
              <span className={cn('text-xs', isChosen ? 'text-ink-soft' : 'text-ink-faint')}>
                {props.words === 'past' ? after : note}
              </span>
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}
