import { addDays, daysOfMonth, monthOf } from './calendar-day'

export type Days = { from: string; to: string }

/** The months a period covers whole, and the days at its ends that are only a part of their month. */
export type WholeMonths = {
  /** First days of the first and the last such month; null where the period is open at that end. */
  first: string | null
  last: string | null
  /** The period is too short for a whole month. */
  none: boolean
  edges: Days[]
}

/** @param period calendar days, both included; an end that is not given is open */
export function wholeMonths(period: {
  from?: string | undefined
  to?: string | undefined
}): WholeMonths {
  const { from, to } = period
  if (from && to && from > to) return { first: null, last: null, none: true, edges: [] }
  const first = from ? (isFirst(from) ? from : addDays(lastOf(from), 1)) : null
  const last = to ? firstOf(to === lastOf(to) ? to : addDays(firstOf(to), -1)) : null
  const isWithinOne = from !== undefined && to !== undefined && monthOf(from) === monthOf(to)
  if (isWithinOne && !(isFirst(from) && to === lastOf(to)))
    return { first: null, last: null, none: true, edges: [{ from, to }] }
  const edges: Days[] = []
  if (from && !isFirst(from)) edges.push({ from, to: lastOf(from) })
  if (to && to !== lastOf(to)) edges.push({ from: firstOf(to), to })
  return { first, last, none: first !== null && last !== null && first > last, edges }
}

function isFirst(day: string): boolean {
  return day.endsWith('-01')
}

function firstOf(day: string): string {
  return `${monthOf(day)}-01`
}

function lastOf(day: string): string {
  return daysOfMonth(monthOf(day)).at(-1) as string
}
