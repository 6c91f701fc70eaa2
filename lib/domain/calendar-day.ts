import { wallClock } from './zoned-time'

// Calendar days as YYYY-MM-DD and months as YYYY-MM: what stands on a calendar, without a time.

const DAYS_OF_A_WEEK = 7

/** Days since 1970-01-01: days of a calendar have no hours, so no clock change either. */
function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000
}

export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1970') return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

export function addDays(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * 86_400_000).toISOString().slice(0, 10)
}

/** How many days the first lies before the second. */
export function daysBetween(first: string, second: string): number {
  return dayNumber(second) - dayNumber(first)
}

export function laterOf(one: string, other: string): string {
  return daysBetween(one, other) > 0 ? other : one
}

/** The same day so many months on, or the last one of a month that is shorter. */
export function addMonths(day: string, months: number): string {
  const date = Number(day.slice(8))
  const first = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() + months)
  const month = first.toISOString().slice(0, 7)
  return `${month}-${String(Math.min(date, daysOfMonth(month).length)).padStart(2, '0')}`
}

export function monthOf(day: string): string {
  return day.slice(0, 7)
}

/** 0 is Monday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % DAYS_OF_A_WEEK
}

export function daysOfMonth(month: string): string[] {
  const days: string[] = []
  for (let day = `${month}-01`; monthOf(day) === month; day = addDays(day, 1)) days.push(day)
  return days
}

/** The weeks that have a day of the month, whole: Monday to Sunday. */
export function weeksOfMonth(month: string): string[][] {
  const days = daysOfMonth(month)
  const first = days[0] as string
  const last = days.at(-1) as string
  const weeks: string[][] = []
  for (let monday = addDays(first, -weekdayOf(first)); monday <= last; ) {
    const start = monday
    weeks.push(Array.from({ length: DAYS_OF_A_WEEK }, (_, index) => addDays(start, index)))
    monday = addDays(monday, DAYS_OF_A_WEEK)
  }
  return weeks
}

export function monthsOfYear(year: string): string[] {
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
}

/** The number of a day's week by ISO 8601: the first week has the year's first Thursday. */
export function weekNumber(day: string): number {
  const thursday = addDays(day, 3 - weekdayOf(day))
  return 1 + Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / DAYS_OF_A_WEEK)
}

/** The calendar day of an instant in a zone. */
export function calendarDay(at: Date, timeZone: string): string {
  return wallClock(at, timeZone).toISOString().slice(0, 10)
}
