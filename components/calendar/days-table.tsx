'use client'

import { formatCount } from '@/components/format/decimal'
import { dayText, monthText, WEEKDAYS } from '@/components/format/instant'
import { Money } from '@/components/format/money'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import { addDays, monthOf, weekdayOf, weekNumber } from '@/lib/domain/calendar-day'
import { groupBy } from '@/lib/domain/group-by'
import type { CalendarDay, CalendarOfCurrency, CalendarSum } from '@/lib/domain/views/calendar'

/** The calendar's twin in figures: every day with trades, with the totals of weeks or of months. */
export function DaysTable(props: {
  caption: string
  results: CalendarOfCurrency
  by: 'week' | 'month'
  onOpen: (day: string) => void
}) {
  const { results, by } = props
  const sums = by === 'week' ? results.weeks : results.months
  const keyOf = ({ day }: CalendarDay) =>
    by === 'week' ? addDays(day, -weekdayOf(day)) : monthOf(day)
  return (
    <TableFrame caption={props.caption}>
      <thead>
        <tr>
          <Th>Day</Th>
          <Th className="text-right">Trades</Th>
          <Th className="text-right">Won</Th>
          <Th className="text-right">Lost</Th>
          <Th className="text-right">Net, {results.currency}</Th>
        </tr>
      </thead>
      {[...groupBy(results.days, keyOf)].map(([key, days]) => (
        <tbody key={key}>
          {days.map((day) => (
            <DayRow key={day.day} day={day} {...props} />
          ))}
          <TotalRow
            name={by === 'week' ? `Week ${weekNumber(key)}` : monthText(key)}
            total={sums[key]}
            results={results}
          />
        </tbody>
      ))}
    </TableFrame>
  )
}

function DayRow(props: {
  day: CalendarDay
  results: CalendarOfCurrency
  onOpen: (day: string) => void
}) {
  const { day, results } = props
  const { currency, digits } = results
  return (
    <Tr>
      <Td className="group-last/row:border-b">
        <button
          type="button"
          onClick={() => props.onOpen(day.day)}
          className="rounded-sm underline decoration-rule-strong underline-offset-3 hover:decoration-current touch:min-h-11"
        >
          <span className="inline-block w-9 text-left">
            {WEEKDAYS[weekdayOf(day.day)]?.slice(0, 3)}
          </span>
          {dayText(day.day)}
        </button>
      </Td>
      <Td className="text-right">{formatCount(day.trades)}</Td>
      <Td className="text-right">{formatCount(day.wins)}</Td>
      <Td className="text-right">{formatCount(day.losses)}</Td>
      <Td className="text-right">
        <Money value={{ amount: day.net, currency, digits }} bare />
      </Td>
    </Tr>
  )
}

function TotalRow(props: {
  name: string
  total: CalendarSum | undefined
  results: CalendarOfCurrency
}) {
  const { total } = props
  const { currency, digits } = props.results
  if (!total) return null
  return (
    <tr>
      <Th scope="row" className="bg-sunken text-ink">
        {props.name}
      </Th>
      <Td className="bg-sunken text-right font-medium">{formatCount(total.trades)}</Td>
      <Td colSpan={2} className="bg-sunken" />
      <Td className="bg-sunken text-right font-medium">
        <Money value={{ amount: total.net, currency, digits }} bare />
      </Td>
    </tr>
  )
}
