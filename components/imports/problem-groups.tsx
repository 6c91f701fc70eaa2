import { countOf, formatCount } from '@/components/format/decimal'
import type { ImportView, ProblemGroupView } from '@/lib/domain/views/import'

/** What helps, and which rows it helps: not one message for each of a thousand rows. */
export function ProblemGroups({ view }: { view: ImportView }) {
  if (view.problemGroups.length === 0) return null
  return (
    <section aria-labelledby="problems">
      <h2 id="problems" className="mb-2 text-base font-semibold">
        What would help the {countOf(view.counts?.problems ?? 0, 'row')} we cannot read
      </h2>
      <ul className="divide-y divide-rule border-y border-rule">
        {view.problemGroups.map((group) => (
          <Group key={group.cure} group={group} />
        ))}
      </ul>
      <p className="mt-2 text-table text-ink-soft">
        Or download the rejected rows, correct them there and upload that file; the other rows do
        not wait for it.
      </p>
    </section>
  )
}

function Group({ group }: { group: ProblemGroupView }) {
  return (
    <li className="flex flex-col gap-1 py-2.5 sm:flex-row sm:gap-4">
      <span className="w-24 shrink-0 font-medium tabular-nums">{countOf(group.rows, 'row')}</span>
      <div className="min-w-0">
        <p className="font-medium">{group.cure}</p>
        <ul className="text-table text-ink-soft">
          {group.causes.map(({ text, rows, lines }) => (
            <li key={text}>
              {text}: {rows > 1 ? 'lines' : 'line'} {lines.map(formatCount).join(', ')}
              {rows > lines.length ? ` and ${formatCount(rows - lines.length)} more` : ''}
            </li>
          ))}
        </ul>
      </div>
    </li>
  )
}
