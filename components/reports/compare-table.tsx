'use client'

import { FigureLabel } from '@/components/figures/figure-label'
import { FigureValue } from '@/components/figures/figure-value'
import { countOf, formatCount, formatDecimal } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { useMoneyText } from '@/components/format/money'
import { percentText } from '@/components/format/percent'
import { Section } from '@/components/ui/section'
import { RowHead, TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { ComparedFigure, CurrencyComparison } from '@/lib/domain/views/compare'
import type { FigureView } from '@/lib/domain/views/figure'

/** Every figure of both sides with how many it comes from, the difference, and whether it can be chance. */
export function CompareTable({ of }: { of: CurrencyComparison }) {
  const { currency, digits, drawn, figures } = of
  const shown = { currency, digits, bare: true }
  return (
    <Section title={currency}>
      <p className="mb-3 text-table text-ink-soft">{summary(figures)}</p>
      <TableFrame caption={`The two sides in ${currency}`}>
        <thead>
          <tr>
            <Th>Figure</Th>
            <Th className="text-right">A</Th>
            <Th className="text-right">B</Th>
            <Th className="text-right">B less A</Th>
            <Th>Can it be chance?</Th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <Tr key={figure.a.id}>
              <RowHead>
                <FigureLabel figure={figure.a} />
              </RowHead>
              {[figure.a, figure.b].map((side, index) => (
                <Td key={index === 0 ? 'a' : 'b'} className="text-right">
                  <span className="font-medium">
                    <FigureValue figure={side} {...shown} />
                  </span>
                  <UsedNote figure={side} />
                </Td>
              ))}
              <Td className="text-right">
                <Difference of={figure} currency={currency} digits={digits} />
              </Td>
              <Td className="text-ink-soft">
                <Chance of={figure} currency={currency} digits={digits} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </TableFrame>
      <p className="mt-3 max-w-3xl text-table text-ink-soft">
        The range is where the true difference lies with 95 % confidence, found by drawing{' '}
        {drawn === 'trades' ? 'trades' : 'whole days'} again and again (win rates by Newcombe’s
        score interval). Six differences are looked at here, so one that stands out by itself is no
        great surprise.
      </p>
    </Section>
  )
}

function UsedNote({ figure: { id, used, countedIn, leftOut } }: { figure: FigureView }) {
  if (id === 'trades' && leftOut.length === 0) return null
  const counted = countOf(used, countedIn === 'days' ? 'day' : 'trade')
  const without = leftOut
    .map(({ count, why }) => `${formatCount(count)} left out: ${why}`)
    .join('; ')
  return (
    <span className="block text-xs text-ink-faint">
      {counted}
      {without ? ` (${without})` : ''}
    </span>
  )
}

type Of = { of: ComparedFigure; currency: string; digits: number }

function Difference({ of: { a, b, difference }, currency, digits }: Of) {
  const text = useDifferenceText(currency, digits)
  if (difference === null) return <Missing why={a.reason ?? b.reason ?? 'Not known'} />
  return <span className="font-medium">{text(a, difference)}</span>
}

function Chance({ of: { a, difference, interval }, currency, digits }: Of) {
  const text = useDifferenceText(currency, digits)
  if (interval === null) return <Missing why="No interval is worked out for this figure" />
  if ('none' in interval) return interval.none
  if (difference === null) return <Missing why="There is no difference" />
  const word = isChance(interval) ? 'Can be chance' : 'Unlikely to be chance'
  return (
    <>
      <span className={isChance(interval) ? '' : 'font-medium text-ink'}>{word}</span>
      <span className="block text-xs text-ink-faint tabular-nums">
        {text(a, interval.low)} to {text(a, interval.high)}
      </span>
    </>
  )
}

function isChance({ low, high }: { low: string; high: string }): boolean {
  return Number(low) <= 0 && Number(high) >= 0
}

/** Differences have a sign; those of shares are in points of a hundred. */
function useDifferenceText(currency: string, digits: number) {
  const moneyText = useMoneyText()
  return ({ unit }: FigureView, value: string): string => {
    switch (unit) {
      case 'money':
        return moneyText({ amount: value, currency, digits }, { bare: true })
      case 'percent': {
        const text = percentText(value).replace('%', ' points')
        return Number(value) > 0 ? `+${text}` : text
      }
      case 'count':
        return formatDecimal(value, { signed: true })
      default:
        return formatDecimal(value, { digits: 2, signed: true })
    }
  }
}

/** What can be said of the two in a sentence. */
function summary(figures: ComparedFigure[]): string {
  const apart = figures.filter(
    ({ interval, difference }) =>
      interval !== null && !('none' in interval) && difference !== null && !isChance(interval),
  )
  if (apart.length === 0) return 'No difference between the two is more than chance can bring.'
  const names = apart.map(({ a, difference }) => {
    const more = Number(difference) > 0 ? 'higher' : 'lower'
    return `${a.name.toLowerCase()} (${more} in B)`
  })
  return `More than chance usually brings: ${names.join(', ')}.`
}
