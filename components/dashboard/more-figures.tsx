'use client'

import type { ReactNode } from 'react'
import { FigureLabel, usedText } from '@/components/figures/figure-label'
import { FigureValue } from '@/components/figures/figure-value'
import { countOf, formatDecimal } from '@/components/format/decimal'
import { useMoneyText } from '@/components/format/money'
import { percentText } from '@/components/format/percent'
import type { CurrencyFigures } from '@/lib/domain/views/dashboard'
import type { FigureView } from '@/lib/domain/views/figure'

/** The second row: what a trade and a day are worth, how deep it went, what it cost. */
export function MoreFigures({ figures: of }: { figures: CurrencyFigures }) {
  const { currency, digits, figures, costs } = of
  const moneyText = useMoneyText()
  const shown = { currency, digits }
  const average = (figure: FigureView) =>
    figure.value === null ? '–' : moneyText({ amount: figure.value, ...shown }, BARE)
  return (
    <dl className="grid grid-cols-2 gap-px border-b border-rule bg-rule lg:grid-cols-4">
      <Small
        figure={figures.expectancy}
        {...shown}
        note={`a trade, ${usedText(figures.expectancy)}`}
      />
      <Small
        figure={figures.payoff}
        {...shown}
        note={`${average(figures.averageWin)} won, ${average(figures.averageLoss)} lost on average`}
      />
      <Small figure={figures.averageDay} {...shown} note={usedText(figures.averageDay)} />
      <Small figure={figures.dayWinRate} {...shown} note={usedText(figures.dayWinRate)} />
      <Small
        figure={figures.maxDayDrawdown}
        {...shown}
        note={drawdownNote(figures.maxDayDrawdownShare)}
      />
      <Small
        figure={figures.longestDayDrawdown}
        {...shown}
        note="from a peak until it was reached again"
      />
      <Small figure={figures.currentDays} {...shown} note={streaksNote(figures)}>
        {figures.currentDays.value === null ? null : streakText(figures.currentDays.value)}
      </Small>
      <Small
        figure={figures.costShare}
        {...shown}
        note={costsNote(figures.costShare, moneyText(costs))}
      />
    </dl>
  )
}

const BARE = { signed: false, bare: true }

function Small(props: {
  figure: FigureView
  currency: string
  digits: number
  note: string
  /** In place of the bare value. */
  children?: ReactNode
}) {
  const { figure, note, children, ...shown } = props
  return (
    <div className="flex min-w-0 flex-col bg-surface px-5 py-3">
      <dt className="text-table text-ink-soft">
        <FigureLabel figure={figure} />
      </dt>
      <dd className="mt-0.5 truncate text-lg font-semibold tabular-nums">
        {children ?? <FigureValue figure={figure} {...shown} />}
      </dd>
      <dd className="mt-0.5 text-xs text-ink-faint">{note}</dd>
    </div>
  )
}

function drawdownNote(share: FigureView): string {
  return share.value === null ? (share.reason ?? '') : `${percentText(share.value)} of the peak`
}

/** Without a trade that tells its gross there is no sum either. */
function costsNote(share: FigureView, costs: string): string {
  if (share.used > 0) return `${costs} ${usedText(share)}`
  return share.reason ?? 'No trades'
}

/** "3 winning days", "2 losing days" */
function streakText(current: string): string {
  const days = Math.abs(Number(current))
  if (days === 0) return 'None'
  const kind = Number(current) > 0 ? 'winning day' : 'losing day'
  return countOf(days, kind)
}

function streaksNote(figures: CurrencyFigures['figures']): string {
  const most = ({ value }: FigureView) => formatDecimal(value ?? '0')
  return `longest ${most(figures.longestWinningDays)} winning, ${most(figures.longestLosingDays)} losing`
}
