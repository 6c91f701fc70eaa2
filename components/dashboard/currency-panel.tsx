import { countOf } from '@/components/format/decimal'
import { Money } from '@/components/format/money'
import type { CurrencyFigures, DashboardView } from '@/lib/domain/views/dashboard'
import { CumulativeCurve } from './cumulative-curve'
import { HeadlineFigures } from './headline-figures'
import { MoreFigures } from './more-figures'

/** Everything in one currency. Currencies are never added together. */
export function CurrencyPanel(props: { figures: CurrencyFigures; basis: DashboardView['basis'] }) {
  const { figures, basis } = props
  const { currency, leftOut } = figures
  return (
    <section
      aria-label={`Figures in ${currency}`}
      className="mb-6 overflow-hidden rounded-lg border border-rule bg-surface shadow-card"
    >
      <HeadlineFigures figures={figures} basis={basis} />
      <MoreFigures figures={figures} />
      <CumulativeCurve figures={figures} basis={basis} />
      {figures.figures.profit.leftOut.map(({ count, why }) => (
        <p key={why} className="border-t border-rule px-5 py-2.5 text-table text-ink-soft">
          Not counted: {countOf(count, 'trade')}, {why}.
        </p>
      ))}
      {leftOut.openPositions > 0 ? (
        <p className="border-t border-rule px-5 py-2.5 text-table text-ink-soft">
          Not counted: {countOf(leftOut.openPositions, 'position')} partly closed, with{' '}
          <Money value={leftOut.realised} /> realised so far. They count once they are closed.
        </p>
      ) : null}
    </section>
  )
}
