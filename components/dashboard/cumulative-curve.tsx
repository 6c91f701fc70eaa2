'use client'

import dynamic from 'next/dynamic'
import { ChartFigure } from '@/components/figures/chart-figure'
import { countOf, signOf } from '@/components/format/decimal'
import { dayText } from '@/components/format/instant'
import { useMoneyText } from '@/components/format/money'
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
  const moneyText = useMoneyText()
  if (figures.curve.length === 0) return null
  return (
    <ChartFigure
      className="px-5 pt-4 pb-3"
      title={`Cumulative ${basis} P&L, ${figures.currency}`}
      summary={[summary(figures, moneyText), movesText(figures)].filter(Boolean).join(' ')}
      chart={(named) => <CurveChart figures={figures} {...named} />}
      table={<CurveTable figures={figures} />}
      credit={
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
      }
    />
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

/** That money was moved, and that it is not taken for profit. */
function movesText({ moves }: CurrencyFigures): string {
  const paidIn = moves.filter(({ amount }) => signOf(amount) === 'profit').length
  const takenOut = moves.length - paidIn
  const counted = [
    ...(paidIn > 0 ? [countOf(paidIn, 'day with deposits', 'days with deposits')] : []),
    ...(takenOut > 0 ? [countOf(takenOut, 'day with withdrawals', 'days with withdrawals')] : []),
  ]
  if (counted.length === 0) return ''
  return `Marked: ${counted.join(', ')}, which are no part of it.`
}
