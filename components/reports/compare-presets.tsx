'use client'

import { useTimeZone } from '@/components/format/time-zone'
import type { TradeFilter } from '@/components/journal-filter/trade-filter'
import { Button } from '@/components/ui/button'
import { addDays, addMonths, calendarDay, monthOf } from '@/lib/domain/calendar-day'

type Pair = { label: string; a: Partial<TradeFilter>; b: Partial<TradeFilter> }

/** Comparisons to begin with. */
export function ComparePresets(props: {
  onChoose: (a: Partial<TradeFilter>, b: Partial<TradeFilter>) => void
}) {
  const today = calendarDay(new Date(), useTimeZone())
  return pairs(today).map(({ label, a, b }) => (
    <Button key={label} onClick={() => props.onChoose(a, b)}>
      {label}
    </Button>
  ))
}

function pairs(today: string): Pair[] {
  const month = `${monthOf(today)}-01`
  const before = addMonths(month, -1)
  const year = `${today.slice(0, 4)}-01-01`
  const yearBefore = addMonths(year, -12)
  return [
    { label: 'Long with short', a: { direction: 'LONG' }, b: { direction: 'SHORT' } },
    {
      label: 'Last month with this month',
      a: { from: before, to: addDays(month, -1) },
      b: { from: month, to: today },
    },
    {
      label: 'Last year with this year',
      a: { from: yearBefore, to: addDays(year, -1) },
      b: { from: year, to: today },
    },
  ]
}
