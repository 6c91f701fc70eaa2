'use client'

import { countOf, formatCount } from '@/components/format/decimal'
import { dayText } from '@/components/format/instant'
import { Money, useMoneyText } from '@/components/format/money'
import type { CalendarDay, CalendarOfCurrency, CalendarSum } from '@/lib/domain/views/calendar'

/** A month or a year in one sentence. @param days those of the period alone */
export function PeriodSummary(props: {
  total: CalendarSum
  days: CalendarDay[]
  results: Pick<CalendarOfCurrency, 'currency' | 'digits'>
}) {
  const { total, days } = props
  const { currency, digits } = props.results
  const moneyText = useMoneyText()
  // Numbers only to find the day; the amount shown is the exact one.
  const ordered = days.toSorted((a, b) => Number(a.net) - Number(b.net))
  const [worst, best] = [ordered[0], ordered.at(-1)]
  const won = days.filter(({ net }) => Number(net) > 0).length
  const said = ({ day, net }: CalendarDay) =>
    `${moneyText({ amount: net, currency, digits }, { bare: true })} on ${dayText(day)}`
  return (
    <p className="text-table text-ink-soft">
      <Money value={{ amount: total.net, currency, digits }} className="font-semibold" /> from{' '}
      {countOf(total.trades, 'trade')} on {countOf(total.days, 'day')}, {formatCount(won)} of them
      won.{' '}
      {best && worst && best !== worst ? (
        <>
          Best {said(best)}, worst {said(worst)}.
        </>
      ) : null}
    </p>
  )
}
