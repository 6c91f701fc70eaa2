import { monthOf, weekdayOf } from '@/lib/domain/calendar-day'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const LONG_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

type WallClock = { year: number; month: number; day: number; time: string; seconds: string }

function wallClock(iso: string, timeZone: string): WallClock {
  const parts = clockOf(timeZone).formatToParts(new Date(iso))
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return {
    year: Number(part('year')),
    month: Number(part('month')),
    day: Number(part('day')),
    time: `${part('hour')}:${part('minute')}`,
    seconds: part('second'),
  }
}

/** Making a format takes a hundred times as long as using it, and a list uses hundreds. */
const CLOCKS = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const made = CLOCKS.get(timeZone)
  if (made) return made
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  CLOCKS.set(timeZone, clock)
  return clock
}

const monthName = (month: number) => MONTHS[month - 1] ?? ''

/** "14 Jul 2026 10:40" */
export function instantText(iso: string, timeZone: string): string {
  const at = wallClock(iso, timeZone)
  return `${at.day} ${monthName(at.month)} ${at.year} ${at.time}`
}

/** "14 Jul 2026 10:40:07", for titles and lists where the second matters. */
export function exactInstantText(iso: string, timeZone: string): string {
  return `${instantText(iso, timeZone)}:${wallClock(iso, timeZone).seconds}`
}

/** "14 Jul 14:05" this year, "14 Jul 2025 14:05" before: for tables, where width is dear. */
export function tableInstantText(iso: string, timeZone: string, now: Date): string {
  const at = wallClock(iso, timeZone)
  if (at.year !== wallClock(now.toISOString(), timeZone).year) return instantText(iso, timeZone)
  return `${at.day} ${monthName(at.month)} ${at.time}`
}

/** "14:05" today, "14 Jul 14:05" this year, "14 Jul 2025 14:05" before. */
export function shortInstantText(iso: string, timeZone: string, now: Date): string {
  const at = wallClock(iso, timeZone)
  const today = wallClock(now.toISOString(), timeZone)
  const isToday = at.year === today.year && at.month === today.month && at.day === today.day
  return isToday ? at.time : tableInstantText(iso, timeZone, now)
}

/** "14 Mar 2024 – 14 Jul 2026", or "14 Jul 2026, 08:40–14:40" within one day. */
export function periodText(fromIso: string, toIso: string, timeZone: string): string {
  const [from, to] = [wallClock(fromIso, timeZone), wallClock(toIso, timeZone)]
  const day = ({ day, month, year }: WallClock) => `${day} ${monthName(month)} ${year}`
  return day(from) === day(to)
    ? `${day(from)}, ${from.time}–${to.time}`
    : `${day(from)} – ${day(to)}`
}

/** "14 Jul 2026" from a calendar day, YYYY-MM-DD. */
export function dayText(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${Number(date)} ${monthName(Number(month))} ${year}`
}

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

/** "Tuesday 14 July 2026" from a calendar day, YYYY-MM-DD. */
export function longDayText(day: string): string {
  return `${WEEKDAYS[weekdayOf(day)]} ${Number(day.slice(8))} ${monthText(monthOf(day))}`
}

/** "March 2024" from YYYY-MM. */
export function monthText(month: string): string {
  const [year = '', number = ''] = month.split('-')
  return `${LONG_MONTHS[Number(number) - 1] ?? ''} ${year}`
}

/** "Mar 2024" from YYYY-MM. */
export function shortMonthText(month: string): string {
  const [year = '', number = ''] = month.split('-')
  return `${monthName(Number(number))} ${year}`
}

/** "1 min 12 s" between two instants. */
export function durationText(fromIso: string, toIso: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
