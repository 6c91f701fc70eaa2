'use client'

import { countOf, signOf } from '@/components/format/decimal'
import { longDayText } from '@/components/format/instant'
import { useMoneyText } from '@/components/format/money'
import type { CalendarDay, CalendarOfCurrency } from '@/lib/domain/views/calendar'

const WORD = { profit: 'profit', loss: 'loss', zero: 'even' } as const

/** "Tuesday 14 July 2026: +120.00 EUR profit, 3 trades": a day for those who do not see it. */
export function useDayWords(
  { currency, digits }: Pick<CalendarOfCurrency, 'currency' | 'digits'>,
  noted: ReadonlySet<string>,
) {
  const moneyText = useMoneyText()
  return (day: string, result: CalendarDay | undefined): string => {
    const note = noted.has(day) ? ', with a note' : ''
    if (!result) return `${longDayText(day)}: no trades${note}`
    const net = moneyText({ amount: result.net, currency, digits })
    return `${longDayText(day)}: ${net} ${WORD[signOf(result.net)]}, ${countOf(result.trades, 'trade')}${note}`
  }
}
