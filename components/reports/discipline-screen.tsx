'use client'

import { FigureTable } from '@/components/figures/figure-table'
import { formatDecimal } from '@/components/format/decimal'
import { durationText } from '@/components/format/duration'
import { Section } from '@/components/ui/section'
import type { CurrencyFigureGroups } from '@/lib/domain/views/figures-report'
import { FiguresReport } from './figures-report'

const PARTS = [
  { title: 'Size', ids: ['sizeAfterLoss', 'sizeAfterWin', 'lotSpread'] },
  {
    title: 'Pace',
    ids: ['pauseAfterLoss', 'pauseAfterWin', 'tradesPerDay', 'tradesBeyondUsual'],
  },
  {
    title: 'Patience',
    ids: ['medianHolding', 'winnersHolding', 'losersHolding', 'scratchesHolding'],
  },
]

/** Whether a loss changes how the trader trades. */
export function DisciplineScreen() {
  return (
    <FiguresReport
      name="/discipline"
      promise="Once trades are here, this page shows whether a loss changes your size, your pace or your patience."
    >
      {(each) =>
        PARTS.map(({ title, ids }) => (
          <Section key={`${each.currency} ${title}`} title={`${title}, ${each.currency}`}>
            <p className="mb-3 text-table text-ink-soft">{SUMMARY[title]?.(each)}</p>
            <FigureTable
              caption={`${title} in ${each.currency}`}
              figures={ids.flatMap((id) => each.figures[id] ?? [])}
              currency={each.currency}
              digits={each.digits}
            />
          </Section>
        ))
      }
    </FiguresReport>
  )
}

const SUMMARY: Record<string, (of: CurrencyFigureGroups) => string> = {
  Size: ({ figures }) =>
    besides(figures, ['sizeAfterLoss', 'sizeAfterWin'], (loss, win) => {
      const times = (value: string) => `${formatDecimal(value, { digits: 2 })} times`
      return `In the same symbol the next trade is ${times(loss)} as large after a loss, ${times(win)} as large after a win.`
    }),
  Pace: ({ figures }) =>
    besides(
      figures,
      ['pauseAfterLoss', 'pauseAfterWin'],
      (loss, win) =>
        `Half of the pauses are shorter than ${durationText(Number(loss))} after a loss, and than ${durationText(Number(win))} after a win.`,
    ),
  Patience: ({ figures }) =>
    besides(
      figures,
      ['losersHolding', 'winnersHolding'],
      (losers, winners) =>
        `Half of the losers are held shorter than ${durationText(Number(losers))}, half of the winners shorter than ${durationText(Number(winners))}.`,
    ),
}

/** Both figures in a sentence, or why there is none. */
function besides(
  figures: CurrencyFigureGroups['figures'],
  [one, other]: [string, string],
  sentence: (one: string, other: string) => string,
): string {
  const [first, second] = [figures[one], figures[other]]
  if (!first || !second) return ''
  if (first.value === null) return `${first.reason}.`
  return second.value === null ? `${second.reason}.` : sentence(first.value, second.value)
}
