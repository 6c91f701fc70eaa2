'use client'

import { ChartSpline, Table2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useId, useState } from 'react'
import { countOf } from '@/components/format/decimal'
import { dayText } from '@/components/format/instant'
import { useMoneyText } from '@/components/format/money'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { CurrencyFigures, DashboardView } from '@/lib/domain/views/dashboard'
import { CurveTable } from './curve-table'

/** Draws on a canvas, so it has nothing to give to the server. */
const CurveChart = dynamic(() => import('./curve-chart').then((module) => module.CurveChart), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
})

export function CumulativeCurve(props: {
  figures: CurrencyFigures
  basis: DashboardView['basis']
}) {
  const { figures, basis } = props
  const [asTable, setAsTable] = useState(false)
  const moneyText = useMoneyText()
  const titleId = useId()
  const summaryId = useId()
  if (figures.curve.length === 0) return null
  return (
    <figure aria-labelledby={titleId} className="px-5 pt-4 pb-3">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <figcaption>
          <h2 id={titleId} className="text-sm font-semibold">
            Cumulative {basis} P&L, {figures.currency}
          </h2>
          <p id={summaryId} className="mt-0.5 text-table text-ink-soft">
            {summary(figures, moneyText)}
          </p>
        </figcaption>
        <Button
          size="small"
          look="quiet"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <ChartSpline aria-hidden /> : <Table2 aria-hidden />}
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </div>
      <div className="h-72">
        {asTable ? (
          <CurveTable figures={figures} />
        ) : (
          <CurveChart figures={figures} labelId={titleId} summaryId={summaryId} />
        )}
      </div>
      <p className="mt-2 text-right text-xs text-ink-faint">
        <a
          href="https://www.tradingview.com/"
          target="_blank"
          rel="noreferrer"
          className="rounded-sm hover:text-ink-soft hover:underline"
        >
          Charts by TradingView
        </a>
      </p>
    </figure>
  )
}

/** The curve in one sentence, for those who do not see it and those in a hurry. */
function summary(
  { curve, currency, digits, trades }: CurrencyFigures,
  moneyText: ReturnType<typeof useMoneyText>,
): string {
  const first = curve[0]
  const last = curve.at(-1)
  if (!first || !last) return ''
  const end = moneyText({ amount: last.cumulative, currency, digits })
  const days =
    first.day === last.day
      ? `on ${dayText(first.day)}`
      : `from ${dayText(first.day)} to ${dayText(last.day)}`
  return `${end} after ${countOf(trades, 'trade')} ${days}.`
}
