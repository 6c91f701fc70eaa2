import { countOf } from '@/components/format/decimal'
import { When } from '@/components/format/when'
import type { ImportEventView, ImportView } from '@/lib/domain/views/import'

/** What happened to an import, once more than its adding did. */
export function ImportHistory({ view: { history } }: { view: ImportView }) {
  if (history.length < 2) return null
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="mb-2 text-base font-semibold">
        What happened to it
      </h2>
      <ol className="max-w-3xl divide-y divide-rule border-y border-rule">
        {history.map((event) => (
          <li key={event.id} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-2.5">
            <span>{inWords(event)}</span>
            <span className="text-ink-soft">
              <When at={event.at} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function inWords({ what, added, updated, removed }: ImportEventView): string {
  switch (what) {
    case 'added':
      return `Added: ${countOf(added, 'closing deal')}`
    case 'undone':
      return `Undone: ${countOf(removed, 'closing deal')} taken out, ${countOf(updated, 'deal')} changed back`
    case 'restored':
      return `Restored: ${countOf(added, 'closing deal')} brought back, ${countOf(updated, 'deal')} changed`
  }
}
