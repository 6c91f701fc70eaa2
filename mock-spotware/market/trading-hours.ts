import { HOUR_MS, MINUTE_MS } from '@/mock-spotware/duration'

const FRIDAY = 5
const SATURDAY = 6
const SUNDAY = 0
const FRIDAY_CLOSE_HOUR = 21
const SUNDAY_OPEN_HOUR = 22

/** The market runs from Sunday 22:00 to Friday 21:00 UTC. */
export function isMarketOpen(at: number): boolean {
  const date = new Date(at)
  const hour = date.getUTCHours()
  switch (date.getUTCDay()) {
    case SATURDAY:
      return false
    case SUNDAY:
      return hour >= SUNDAY_OPEN_HOUR
    case FRIDAY:
      return hour < FRIDAY_CLOSE_HOUR
    default:
      return true
  }
}

/** `at` itself while the market is open, otherwise a moment shortly after it opens again. */
export function nextOpenMoment(at: number): number {
  if (isMarketOpen(at)) return at
  const date = new Date(at)
  const daysToSunday = (7 - date.getUTCDay()) % 7
  const sunday = Date.UTC(
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate() + daysToSunday,
  )
  return sunday + SUNDAY_OPEN_HOUR * HOUR_MS + 5 * MINUTE_MS + (at % (20 * MINUTE_MS))
}

/** `at` itself while the market is open, otherwise a moment shortly before it closed. */
export function lastOpenMoment(at: number): number {
  if (isMarketOpen(at)) return at
  const date = new Date(at)
  const daysSinceFriday = (date.getUTCDay() - FRIDAY + 7) % 7
  const friday = Date.UTC(
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate() - daysSinceFriday,
  )
  return friday + FRIDAY_CLOSE_HOUR * HOUR_MS - 5 * MINUTE_MS - (at % (20 * MINUTE_MS))
}
