import { type Dec, ZERO } from '@/lib/domain/decimal'

/** What was closed on one calendar day, YYYY-MM-DD. */
export type DayResult = { day: string; result: Dec; trades: number }

/** Days with trades, oldest first. */
export function resultsByDay(trades: Iterable<{ day: string; result: Dec }>): DayResult[] {
  const days = new Map<string, DayResult>()
  for (const { day, result } of trades) {
    const sofar = days.get(day) ?? { day, result: ZERO, trades: 0 }
    days.set(day, { day, result: sofar.result.plus(result), trades: sofar.trades + 1 })
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** Every Monday to Friday from the first of these days to the last, and the days themselves. */
export function withBusinessDays(days: DayResult[]): DayResult[] {
  const first = days[0]
  const last = days.at(-1)
  if (!first || !last) return []
  const known = new Map(days.map((each) => [each.day, each]))
  const all: DayResult[] = []
  for (const date = new Date(first.day); ; date.setUTCDate(date.getUTCDate() + 1)) {
    const day = date.toISOString().slice(0, 10)
    if (day > last.day) return all
    const isWeekend = date.getUTCDay() % 6 === 0
    const found = known.get(day)
    if (found) all.push(found)
    else if (!isWeekend) all.push({ day, result: ZERO, trades: 0 })
  }
}
