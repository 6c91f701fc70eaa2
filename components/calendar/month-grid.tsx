'use client'

import { countOf } from '@/components/format/decimal'
import { monthText, WEEKDAYS } from '@/components/format/instant'
import { Money } from '@/components/format/money'
import { cn } from '@/components/ui/class-names'
import { monthOf, weekNumber, weeksOfMonth } from '@/lib/domain/calendar-day'
import type { CalendarDay, CalendarOfCurrency } from '@/lib/domain/views/calendar'
import { useDayKeys } from './day-keys'
import { useDayWords } from './day-words'
import { MonthDay } from './month-day'

const HEAD = 'h-8 border-b border-rule px-2 text-left text-xs font-medium text-ink-soft'

/** A month in whole weeks, Monday first, with the total of each week at its end. */
export function MonthGrid(props: {
  month: string
  results: CalendarOfCurrency
  noted: ReadonlySet<string>
  today: string
  /** The last day one can go to. */
  last: string
  opened: string | null
  onOpen: (day: string) => void
  onMonth: (month: string) => void
}) {
  const { month, results, today, opened } = props
  const words = useDayWords(results, props.noted)
  const byDay = new Map(results.days.map((day) => [day.day, day]))
  const largest = Math.max(0, ...results.days.map(({ net }) => Math.abs(Number(net))))
  const start = [opened, today].find((day) => day && monthOf(day) === month) ?? `${month}-01`
  const keys = useDayKeys({
    start,
    last: props.last,
    shows: (day) => monthOf(day) === month,
    onLeave: (day) => props.onMonth(monthOf(day)),
  })
  return (
    <div
      ref={keys.box}
      onKeyDown={keys.onKeyDown}
      role="toolbar"
      aria-label={`Days of ${monthText(month)}`}
      className="overflow-hidden rounded-lg border border-rule bg-surface shadow-card"
    >
      <table
        aria-label={monthText(month)}
        className="w-full table-fixed border-separate border-spacing-0"
      >
        <thead>
          <tr>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} scope="col" abbr={weekday} className={HEAD}>
                <span aria-hidden className="sm:hidden">
                  {weekday.slice(0, 1)}
                </span>
                <span className="sr-only sm:not-sr-only">{weekday.slice(0, 3)}</span>
              </th>
            ))}
            <th
              scope="col"
              className={cn(HEAD, 'hidden w-[15%] border-l bg-sunken text-right sm:table-cell')}
            >
              Week
            </th>
          </tr>
        </thead>
        {weeksOfMonth(month).map((week) => {
          const monday = week[0] as string
          return (
            <tbody key={monday} className="group/week">
              <tr>
                {week.map((day) => (
                  <MonthDay
                    key={day}
                    day={day}
                    result={byDay.get(day)}
                    results={results}
                    words={words(day, byDay.get(day))}
                    share={shareOf(byDay.get(day), largest)}
                    isNoted={props.noted.has(day)}
                    isOutside={monthOf(day) !== month}
                    isToday={day === today}
                    isOpen={day === opened}
                    isStop={day === keys.stop}
                    onReach={() => keys.onReach(day)}
                    onOpen={() => props.onOpen(day)}
                  />
                ))}
                <WeekTotal monday={monday} results={results} />
              </tr>
              <WeekTotalBelow monday={monday} results={results} />
            </tbody>
          )
        })}
      </table>
    </div>
  )
}

/** Pixels, not money: how long the mark of a day is beside the largest of the month. */
function shareOf(result: CalendarDay | undefined, largest: number): number {
  return result && largest > 0 ? Math.abs(Number(result.net)) / largest : 0
}

type WeekProps = { monday: string; results: CalendarOfCurrency }

function WeekTotal({ monday, results }: WeekProps) {
  const { currency, digits } = results
  const total = results.weeks[monday]
  return (
    <td className="hidden border-l border-rule bg-sunken px-2 py-1.5 text-right align-top group-[:not(:last-child)]/week:border-b sm:table-cell">
      <span className="block text-xs text-ink-faint">Week {weekNumber(monday)}</span>
      {total ? (
        <>
          <Money
            value={{ amount: total.net, currency, digits }}
            bare
            className="mt-3 block truncate text-table font-medium lg:mt-5"
          />
          <span className="block text-xs text-ink-faint">{countOf(total.trades, 'trade')}</span>
        </>
      ) : null}
    </td>
  )
}

/** On a phone a week has no room beside its days. */
function WeekTotalBelow({ monday, results }: WeekProps) {
  const { currency, digits } = results
  const total = results.weeks[monday]
  if (!total) return null
  return (
    <tr className="sm:hidden">
      <td colSpan={7} className="border-b border-rule bg-sunken px-2 py-1 text-xs">
        <span className="flex justify-between gap-3">
          <span className="text-ink-soft">
            Week {weekNumber(monday)} · {countOf(total.trades, 'trade')}
          </span>
          <Money value={{ amount: total.net, currency, digits }} bare className="font-medium" />
        </span>
      </td>
    </tr>
  )
}
