/** What one day made in one currency. Days without a closed trade are not listed. */
export type CalendarDay = {
  day: string
  net: string
  trades: number
  wins: number
  losses: number
}

/** Some days added up. */
export type CalendarSum = { net: string; trades: number; days: number }

export type CalendarOfCurrency = {
  currency: string
  digits: number
  days: CalendarDay[]
  /** By the Monday they begin with, as far as they lie in the period asked for. */
  weeks: Record<string, CalendarSum>
  /** By YYYY-MM. */
  months: Record<string, CalendarSum>
  /** All of the period. */
  whole: CalendarSum
}

export type CalendarView = {
  /** One entry per currency, the busiest first: currencies are never added together. */
  currencies: CalendarOfCurrency[]
  /** Days of the period about which something is written. */
  notedDays: string[]
  /** The first and the last day with a closed trade, whatever period is asked for. */
  reach: { first: string; last: string } | null
}
