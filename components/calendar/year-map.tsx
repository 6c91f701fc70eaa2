'use client'

import { useHiddenMoney } from '@/components/format/hidden-money'
import { monthText } from '@/components/format/instant'
import { Money } from '@/components/format/money'
import { cn } from '@/components/ui/class-names'
import { daysOfMonth, monthsOfYear, weekdayOf } from '@/lib/domain/calendar-day'
import type { CalendarDay, CalendarOfCurrency } from '@/lib/domain/views/calendar'
import { useDayKeys } from './day-keys'
import { useDayWords } from './day-words'
import { HeatLegend } from './heat-legend'
import { HeatMark } from './heat-mark'

type YearProps = {
  year: string
  results: CalendarOfCurrency
  noted: ReadonlySet<string>
  today: string
  /** The last day one can go to. */
  last: string
  opened: string | null
  onOpen: (day: string) => void
  onMonth: (month: string) => void
  onYear: (year: string) => void
}

/** A year of days as marks, month by month, each with its total. */
export function YearMap(props: YearProps) {
  const { year, results, opened } = props
  const words = useDayWords(results, props.noted)
  const byDay = new Map(results.days.map((day) => [day.day, day]))
  const hidden = useHiddenMoney()
  // Hidden amounts do not show through the strength of their marks either.
  const largest = hidden ? 0 : Math.max(0, ...results.days.map(({ net }) => Math.abs(Number(net))))
  const isShown = (day: string) => day.startsWith(`${year}-`)
  const start = [opened, props.today].find((day) => day && isShown(day)) ?? `${year}-01-01`
  const keys = useDayKeys({
    start,
    last: props.last,
    shows: isShown,
    onLeave: (day) => props.onYear(day.slice(0, 4)),
  })
  return (
    <div className="rounded-lg border border-rule bg-surface p-4 shadow-card sm:p-5">
      <div
        ref={keys.box}
        onKeyDown={keys.onKeyDown}
        role="toolbar"
        aria-label={`Days of ${year}`}
        className="grid grid-cols-2 gap-x-5 gap-y-6 md:grid-cols-3 xl:grid-cols-4"
      >
        {monthsOfYear(year).map((month) => (
          <MonthOfYear
            key={month}
            {...props}
            month={month}
            byDay={byDay}
            largest={largest}
            words={words}
            stop={keys.stop}
            onReach={keys.onReach}
          />
        ))}
      </div>
      <HeatLegend />
    </div>
  )
}

function MonthOfYear(
  props: YearProps & {
    month: string
    byDay: ReadonlyMap<string, CalendarDay>
    largest: number
    words: (day: string, result: CalendarDay | undefined) => string
    stop: string
    onReach: (day: string) => void
  },
) {
  const { month, results, byDay } = props
  const { currency, digits } = results
  const total = results.months[month]
  const days = daysOfMonth(month)
  const name = monthText(month).split(' ')[0]
  return (
    <div className="min-w-0">
      <div className="mb-1.5 flex items-baseline justify-between gap-2 text-table">
        <button
          type="button"
          aria-label={`Open ${monthText(month)}`}
          onClick={() => props.onMonth(month)}
          className="-mx-1 rounded-sm px-1 font-medium hover:bg-hover touch:min-h-11"
        >
          <span className="sm:hidden">{name?.slice(0, 3)}</span>
          <span className="hidden sm:inline">{name}</span>
        </button>
        {total ? (
          <Money
            value={{ amount: total.net, currency, digits }}
            bare
            className="truncate text-xs sm:text-table"
          />
        ) : null}
      </div>
      <div className="grid grid-cols-7 gap-0.5 sm:gap-1">
        {days.map((day, index) => {
          const result = byDay.get(day)
          return (
            <button
              key={day}
              type="button"
              data-day={day}
              title={props.words(day, result)}
              aria-label={props.words(day, result)}
              aria-pressed={day === props.opened}
              aria-current={day === props.today ? 'date' : undefined}
              tabIndex={day === props.stop ? 0 : -1}
              onFocus={() => props.onReach(day)}
              onClick={() => props.onOpen(day)}
              style={index === 0 ? { gridColumnStart: weekdayOf(day) + 1 } : undefined}
              className={cn(
                'rounded-sm outline-offset-1!',
                day === props.today && 'ring-1 ring-accent-text',
                day === props.opened && 'ring-2 ring-ink',
              )}
            >
              <HeatMark
                net={result?.net ?? null}
                largest={props.largest}
                className="aspect-square w-full"
              />
            </button>
          )
        })}
      </div>
    </div>
  )
}
