import { Card } from '@/components/ui/card'
import type { ExplainedConnectionView } from '@/lib/domain/views/support'

/** The likely cause and the next step first; what else may explain the complaint below. */
export function CasePanel({ cases }: Pick<ExplainedConnectionView, 'cases'>) {
  const [first, ...more] = cases
  return (
    <Card className="p-5 md:p-6">
      <h2 className="sr-only">Likely cause</h2>
      <p className="max-w-3xl text-base font-semibold">{first.cause}</p>
      <p className="mt-1.5 max-w-3xl text-base">{first.step}</p>
      <p className="mt-2 max-w-3xl text-table text-ink-soft">Because: {first.because}</p>
      {more.length > 0 ? (
        <ul className="mt-4 flex max-w-3xl flex-col gap-3 border-t border-rule pt-4">
          {more.map(({ kind, cause, step, because }) => (
            <li key={kind}>
              <p>
                <span className="font-medium">Also: {cause}</span> {step}
              </p>
              <p className="text-table text-ink-soft">Because: {because}</p>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  )
}
