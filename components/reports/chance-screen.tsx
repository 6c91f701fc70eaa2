'use client'

import { FigureLabel } from '@/components/figures/figure-label'
import { FigureTable } from '@/components/figures/figure-table'
import { IntervalBar } from '@/components/figures/interval-bar'
import { countOf } from '@/components/format/decimal'
import { useMoneyText } from '@/components/format/money'
import { percentText } from '@/components/format/percent'
import { Section } from '@/components/ui/section'
import type { FigureView } from '@/lib/domain/views/figure'
import type { CurrencyFigureGroups } from '@/lib/domain/views/figures-report'
import { expectancyWords, meaningOf, verdictOf, winRateWords } from './chance-words'
import { FiguresReport } from './figures-report'

const RUNS = [
  'runsScore',
  'longestWinStreak',
  'longestLossStreak',
  'currentStreak',
  'longestWinningDays',
  'longestLosingDays',
]
const CONCENTRATION = ['bestTradeShare', 'bestTwentiethShare', 'bestDayShare']

/** How much of what the figures say can be chance. */
export function ChanceScreen() {
  return (
    <FiguresReport
      name="/chance"
      promise="Once trades are here, this page shows how much of the result can be chance."
    >
      {(each, basis) => <CurrencyChance key={each.currency} of={each} basis={basis} />}
    </FiguresReport>
  )
}

function CurrencyChance({ of, basis }: { of: CurrencyFigureGroups; basis: 'net' | 'gross' }) {
  const { currency, digits, figures, trades } = of
  const shown = { currency, digits, meaning: meaningOf }
  const pick = (ids: string[]) => ids.flatMap((id) => figures[id] ?? [])
  return (
    <>
      <Section
        title={`Can it be chance? ${currency}, ${basis === 'net' ? 'after costs' : 'before costs'}`}
      >
        <div className="grid gap-px overflow-hidden rounded-lg border border-rule bg-rule shadow-card lg:grid-cols-2">
          <ExpectancyInterval of={of} />
          <WinRateInterval of={of} />
        </div>
        <div className="mt-4">
          <FigureTable
            caption={`Intervals of ${countOf(trades, 'trade')} in ${currency}`}
            figures={pick([
              'expectancy',
              'expectancyLow',
              'expectancyHigh',
              'expectancyT',
              'winRate',
              'winRateLow',
              'winRateHigh',
              'breakEvenWinRate',
            ])}
            {...shown}
          />
        </div>
      </Section>
      <Section title={`Runs, ${currency}`}>
        <FigureTable caption={`Runs in ${currency}`} figures={pick(RUNS)} {...shown} />
      </Section>
      <Section title={`How much hangs on a few, ${currency}`}>
        <FigureTable
          caption={`Concentration of the profit in ${currency}`}
          figures={pick(CONCENTRATION)}
          {...shown}
        />
      </Section>
    </>
  )
}

function ExpectancyInterval({ of: { figures, currency, digits } }: { of: CurrencyFigureGroups }) {
  const moneyText = useMoneyText()
  const { expectancy, expectancyLow, expectancyHigh } = figures
  if (!expectancy || !expectancyLow || !expectancyHigh) return null
  const amount = (value: string) => moneyText({ amount: value, currency, digits })
  return (
    <Interval
      figure={expectancy}
      low={expectancyLow}
      high={expectancyHigh}
      against="0"
      againstWords="nothing won or lost"
      text={amount}
      words={expectancyWords(verdictOf(expectancyLow, expectancyHigh, '0'))}
    />
  )
}

function WinRateInterval({ of: { figures } }: { of: CurrencyFigureGroups }) {
  const { winRate, winRateLow, winRateHigh, breakEvenWinRate } = figures
  if (!winRate || !winRateLow || !winRateHigh || !breakEvenWinRate) return null
  const even = breakEvenWinRate.value
  return (
    <Interval
      figure={winRate}
      low={winRateLow}
      high={winRateHigh}
      against={even}
      againstWords={even === null ? '' : `even at ${percentText(even)}`}
      text={percentText}
      words={winRateWords(verdictOf(winRateLow, winRateHigh, even))}
    />
  )
}

/** Found, and from where to where the true one lies: drawn, in words, and as figures in the table below. */
function Interval(props: {
  figure: FigureView
  low: FigureView
  high: FigureView
  against: string | null
  againstWords: string
  text: (value: string) => string
  words: string
}) {
  const { figure, low, high, against, text } = props
  if (figure.value === null || low.value === null || high.value === null)
    return (
      <div className="bg-surface px-5 py-4">
        <p className="text-table text-ink-soft">
          <FigureLabel figure={figure} />
        </p>
        <p className="mt-0.5 text-lg font-semibold tabular-nums">
          {figure.value === null ? '–' : text(figure.value)}
        </p>
        <p className="mt-2 text-table text-ink-soft">
          {low.reason ?? figure.reason} before it can be held against chance.
        </p>
      </div>
    )
  return (
    <div className="bg-surface px-5 py-4">
      <p className="text-table text-ink-soft">
        <FigureLabel figure={figure} />
      </p>
      <p className="mt-0.5 text-lg font-semibold tabular-nums">{text(figure.value)}</p>
      <IntervalBar
        low={Number(low.value)}
        high={Number(high.value)}
        found={Number(figure.value)}
        against={Number(against ?? figure.value)}
        againstWords={props.againstWords}
      />
      <p className="mt-2 text-table text-ink-soft">
        With 95 % confidence the true one lies between {text(low.value)} and {text(high.value)}.{' '}
        {props.words}
      </p>
    </div>
  )
}
