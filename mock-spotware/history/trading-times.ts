import { DAY_MS, HOUR_MS } from '@/mock-spotware/duration'
import type { Random } from '@/mock-spotware/random'

/** How busy each hour of the UTC day is: London and New York, little else. */
const hourWeights: readonly number[] = [
  1, 1, 2, 1, 1, 2, 4, 9, 10, 8, 6, 5, 7, 11, 12, 9, 6, 4, 2, 2, 1, 0, 0, 1,
]
const totalWeight = hourWeights.reduce((sum, weight) => sum + weight, 0)
const FRIDAY_OFFSET_DAYS = 4
const LAST_FRIDAY_HOUR = 19

/** A moment in the trading week that begins on `monday`, when a trader of those sessions is awake. */
export function tradingMoment(random: Random, monday: number): number {
  const day = random.integer(0, FRIDAY_OFFSET_DAYS)
  const hour = tradingHour(random)
  const safeHour = day === FRIDAY_OFFSET_DAYS ? Math.min(hour, LAST_FRIDAY_HOUR) : hour
  return monday + day * DAY_MS + safeHour * HOUR_MS + random.integer(0, HOUR_MS - 1)
}

function tradingHour(random: Random): number {
  let left = random.next() * totalWeight
  for (const [hour, weight] of hourWeights.entries()) {
    left -= weight
    if (left < 0) return hour
  }
  return 14
}

/** The first Monday 00:00 UTC at or after that moment. */
export function mondayAfter(at: number): number {
  const midnight = Math.ceil(at / DAY_MS) * DAY_MS
  const daysToMonday = (8 - new Date(midnight).getUTCDay()) % 7
  return midnight + daysToMonday * DAY_MS
}
