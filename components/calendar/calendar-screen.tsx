'use client'

import { CalendarDays, Table2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { monthText } from '@/components/format/instant'
import { TimeZoneNote } from '@/components/format/time-zone'
import {
  isFiltering,
  NO_FILTER,
  useJournalFilter,
} from '@/components/journal-filter/journal-filter'
import { JournalFilterBar } from '@/components/journal-filter/journal-filter-bar'
import { Button } from '@/components/ui/button'
import { ChoiceGroup } from '@/components/ui/choice-group'
import { cn } from '@/components/ui/class-names'
import { DotList } from '@/components/ui/dot-list'
import { EmptyState } from '@/components/ui/empty-state'
import { GoButton } from '@/components/ui/go-button'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { addMonths, laterOf, monthOf, weeksOfMonth } from '@/lib/domain/calendar-day'
import type { CalendarOfCurrency, CalendarView } from '@/lib/domain/views/calendar'
import { useCalendar } from './calendar'
import { type CalendarPlace, useCalendarPlace } from './calendar-place'
import { CalendarSkeleton } from './calendar-skeleton'
import { DaysTable } from './days-table'
import { MonthGrid } from './month-grid'
import { PeriodSteps } from './period-steps'
import { PeriodSummary } from './period-summary'
import { YearMap } from './year-map'

/** Only who opens a day needs the list of its trades. */
const DayPanel = dynamic(() => import('./day-panel').then(({ DayPanel }) => DayPanel), {
  ssr: false,
})

const VIEWS = [
  { value: 'month', label: 'Month' },
  { value: 'year', label: 'Year' },
] as const

export function CalendarScreen() {
  const { filter } = useJournalFilter()
  const { place, today, goTo } = useCalendarPlace()
  const period = periodOf(place)
  const { account, symbol } = filter
  const { data, error, refetch, isPlaceholderData } = useCalendar({ account, symbol, ...period })
  return (
    <>
      <PageHeader
        title="Calendar"
        status={
          <DotList>
            Net of the trades closed on a day
            <TimeZoneNote />
          </DotList>
        }
        action={
          <ChoiceGroup
            legend="View"
            quiet
            value={place.view}
            onChoose={(view) => goTo({ view })}
            options={[...VIEWS]}
          />
        }
      />
      <JournalFilterBar withSymbol withoutPeriod />
      {data ? (
        <div className={cn('transition-opacity duration-150', isPlaceholderData && 'opacity-60')}>
          <Days calendar={data} place={place} today={today} goTo={goTo} />
        </div>
      ) : error ? (
        <RequestFailure
          error={error}
          what="The calendar could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : (
        <CalendarSkeleton />
      )}
      {place.day && data?.reach ? (
        <DayPanel
          day={place.day}
          filter={filter}
          onClose={() => {
            const { day } = place
            goTo({ day: null })
            document.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus()
          }}
        />
      ) : null}
    </>
  )
}

/** The days a view shows: whole weeks of a month, or a year. */
function periodOf({ view, month }: CalendarPlace): { from: string; to: string } {
  if (view === 'year')
    return { from: `${month.slice(0, 4)}-01-01`, to: `${month.slice(0, 4)}-12-31` }
  const days = weeksOfMonth(month).flat()
  return { from: days[0] as string, to: days.at(-1) as string }
}

function Days(props: {
  calendar: CalendarView
  place: CalendarPlace
  today: string
  goTo: (change: Partial<CalendarPlace>) => void
}) {
  const { calendar, place, today, goTo } = props
  const [asTable, setAsTable] = useState(false)
  if (!calendar.reach) return <NoTrades />
  const { view, month } = place
  const last = laterOf(today, calendar.reach.last)
  const results = chosen(calendar, place.currency)
  const year = month.slice(0, 4)
  const inPeriod = results.days.filter(({ day }) =>
    view === 'year' ? day.startsWith(year) : monthOf(day) === month,
  )
  const shared = {
    results,
    noted: new Set(calendar.notedDays),
    today,
    last,
    opened: place.day,
    onOpen: (day: string) => goTo({ day }),
    onMonth: (next: string) => goTo({ view: 'month', month: next }),
  }
  const caption = `Days with trades, ${view === 'year' ? year : monthText(month)}`
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <PeriodSteps {...steps(place, { today, last }, goTo)} />
        <div className="flex flex-wrap items-center gap-3">
          {calendar.currencies.length > 1 ? (
            <ChoiceGroup
              legend="Currency"
              quiet
              value={results.currency}
              onChoose={(currency) => goTo({ currency })}
              options={calendar.currencies.map(({ currency }) => ({
                value: currency,
                label: currency,
              }))}
            />
          ) : null}
          <Button
            size="small"
            look="quiet"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <CalendarDays aria-hidden /> : <Table2 aria-hidden />}
            <span className="sr-only sm:not-sr-only">
              {asTable ? 'Show as calendar' : 'Show as table'}
            </span>
          </Button>
        </div>
      </div>
      <div className="mb-3 min-h-5">
        <Summary calendar={calendar} results={results} days={inPeriod} place={place} goTo={goTo} />
      </div>
      {asTable && results.days.length > 0 ? (
        <DaysTable
          caption={caption}
          results={results}
          by={view === 'year' ? 'month' : 'week'}
          onOpen={shared.onOpen}
        />
      ) : view === 'year' ? (
        <YearMap
          {...shared}
          year={year}
          onYear={(next) => goTo({ month: `${next}${month.slice(4)}` })}
        />
      ) : (
        <MonthGrid {...shared} month={month} />
      )}
    </>
  )
}

const NOTHING: CalendarOfCurrency = {
  currency: '',
  digits: 2,
  days: [],
  weeks: {},
  months: {},
  whole: { net: '0', trades: 0, days: 0 },
}

/** The currency asked for, else the busiest; an empty one where nothing was closed. */
function chosen({ currencies }: CalendarView, currency: string | null): CalendarOfCurrency {
  const asked = currencies.find((each) => each.currency === currency)
  return asked ?? currencies[0] ?? NOTHING
}

function steps(
  { view, month }: CalendarPlace,
  { today, last }: { today: string; last: string },
  goTo: (change: Partial<CalendarPlace>) => void,
) {
  const by = view === 'year' ? 12 : 1
  const length = view === 'year' ? 4 : 7
  const moved = (months: number) => monthOf(addMonths(`${month}-01`, months))
  const [before, after] = [moved(-by), moved(by)]
  const to = (next: string) => () => goTo({ month: next })
  return {
    of: view,
    title: view === 'year' ? month.slice(0, 4) : monthText(month),
    onBefore: before < '1970' ? null : to(before),
    onAfter: after.slice(0, length) > last.slice(0, length) ? null : to(after),
    onToday: month.slice(0, length) === today.slice(0, length) ? null : to(monthOf(today)),
  }
}

function Summary(props: {
  calendar: CalendarView
  results: CalendarOfCurrency
  days: CalendarOfCurrency['days']
  place: CalendarPlace
  goTo: (change: Partial<CalendarPlace>) => void
}) {
  const { results, days, place } = props
  const total = totalOf(results, place)
  if (total) return <PeriodSummary total={total} days={days} results={results} />
  const newest = monthOf(props.calendar.reach?.last ?? place.month)
  return (
    <p className="text-table text-ink-soft">
      No trade was closed in {place.view === 'year' ? 'this year' : 'this month'}.{' '}
      <button
        type="button"
        onClick={() => props.goTo({ month: newest })}
        className="rounded-sm font-medium text-accent-text underline decoration-rule-strong underline-offset-3 hover:decoration-current touch:min-h-11"
      >
        Go to the newest, {monthText(newest)}
      </button>
    </p>
  )
}

function totalOf({ months, whole }: CalendarOfCurrency, { view, month }: CalendarPlace) {
  if (view === 'month') return months[month]
  return whole.trades > 0 ? whole : undefined
}

function NoTrades() {
  const { filter, setFilter } = useJournalFilter()
  if (isFiltering({ ...filter, from: null, to: null }))
    return (
      <EmptyState
        title="No trades match these filters"
        actions={<Button onClick={() => setFilter(NO_FILTER)}>Clear filters</Button>}
      />
    )
  return (
    <EmptyState
      title="No closed trades yet"
      actions={
        <>
          <GoButton look="primary" to="/connections/new">
            Connect cTrader
          </GoButton>
          <GoButton to="/imports/new">Upload a file</GoButton>
        </>
      }
    >
      Every day with a closed trade shows here with what it made.
    </EmptyState>
  )
}
