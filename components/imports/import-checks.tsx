import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { QuotedText } from '@/components/ui/quoted-text'
import type { ImportView } from '@/lib/domain/views/import'

/** What we compared, beside what the file says itself. */
export function ImportChecks({ view }: { view: ImportView }) {
  const { checks, columnsUsed, columnsNotUsed } = view
  if (checks.length === 0 && columnsUsed.length === 0) return null
  return (
    <section aria-labelledby="checks">
      <h2 id="checks" className="mb-2 text-base font-semibold">
        What we checked
      </h2>
      <ul className="divide-y divide-rule border-y border-rule">
        {checks.map(({ level, text }) => (
          <li key={text} className="flex items-start gap-3 py-2.5">
            <LevelIcon level={level} />
            <span className="min-w-0">
              <span className="sr-only">{LEVEL_WORDS[level]}</span>
              <QuotedText text={text} />
            </span>
          </li>
        ))}
      </ul>
      <Columns label="Columns used" names={columnsUsed} />
      <Columns label="Not used" names={columnsNotUsed} />
    </section>
  )
}

type Level = ImportView['checks'][number]['level']

const LEVEL_WORDS: Record<Level, string> = {
  ok: 'Fine: ',
  info: 'Note: ',
  warning: 'Please look: ',
}

function LevelIcon({ level }: { level: Level }) {
  const look = 'mt-0.5 size-4 shrink-0'
  if (level === 'ok') return <CircleCheck aria-hidden className={`${look} text-profit`} />
  if (level === 'info') return <Info aria-hidden className={`${look} text-ink-soft`} />
  return <TriangleAlert aria-hidden className={`${look} text-act`} />
}

function Columns({ label, names }: { label: string; names: string[] }) {
  if (names.length === 0) return null
  return (
    <p className="mt-2 text-table text-ink-soft">
      <span className="text-ink-faint">{label}:</span> {names.join(', ')}
    </p>
  )
}
