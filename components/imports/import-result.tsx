import { CircleCheck } from 'lucide-react'
import { countOf, formatCount } from '@/components/format/decimal'
import { Card } from '@/components/ui/card'
import { GoButton } from '@/components/ui/go-button'
import type { ImportView } from '@/lib/domain/views/import'

export function ImportResult({ view }: { view: ImportView }) {
  const result = view.result ?? {
    added: 0,
    addedTrades: 0,
    alreadyHere: 0,
    skipped: 0,
    failed: 0,
  }
  const facts = [
    { label: 'Closing deals added', count: result.added },
    { label: 'Already here', count: result.alreadyHere },
    { label: 'Left out', count: result.skipped },
    { label: 'Could not be read', count: result.failed },
  ]
  return (
    <Card className="max-w-3xl overflow-hidden">
      <div className="flex items-start gap-3 p-6" role="status">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-profit" />
        <div>
          <h2 className="text-base font-semibold">
            {result.added > 0
              ? `${countOf(result.addedTrades, 'trade')} added`
              : 'Nothing new was added'}
          </h2>
          <p className="mt-1 text-ink-soft">
            {view.sentence ?? `From ${view.fileName}`}. They belong to {view.accountName}.
          </p>
        </div>
      </div>
      <dl className="grid grid-cols-2 gap-px border-y border-rule bg-rule sm:grid-cols-4">
        {facts.map(({ label, count }) => (
          <div key={label} className="bg-surface px-6 py-3">
            <dt className="text-table text-ink-soft">{label}</dt>
            <dd className={count === 0 ? 'text-lg text-ink-faint' : 'text-lg font-semibold'}>
              {formatCount(count)}
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2 px-6 py-4">
        <GoButton look="primary" to={`/trades?account=${encodeURIComponent(view.accountId)}`}>
          Show the trades
        </GoButton>
        <GoButton to="/imports/new">Upload another file</GoButton>
      </div>
    </Card>
  )
}
