import { calendarDay } from '@/lib/domain/calendar-day'
import { groupBy } from '@/lib/domain/group-by'
import { wallClock } from '@/lib/domain/zoned-time'
import type { ClosedTrade } from './closed-trade'
import { type MarketSession, sessionAt } from './market-sessions'

/** Currencies are never added: one group each, the busiest first. */
export function byCurrency<Trade extends ClosedTrade>(trades: Trade[]): Map<string, Trade[]> {
  const groups = groupBy(trades, ({ currency }) => currency)
  return new Map([...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1)))
}

export function bySymbol<Trade extends ClosedTrade>(trades: Trade[]): Map<string, Trade[]> {
  return groupBy(trades, ({ symbol }) => symbol)
}

export function byDirection<Trade extends ClosedTrade>(
  trades: Trade[],
): Map<ClosedTrade['direction'], Trade[]> {
  return groupBy(trades, ({ direction }) => direction)
}

/** By calendar day of close, YYYY-MM-DD. */
export function byCloseDay<Trade extends ClosedTrade>(
  trades: Trade[],
  timeZone: string,
): Map<string, Trade[]> {
  return groupBy(trades, ({ closedAt }) => calendarDay(closedAt, timeZone))
}

/** By hour of the day of opening, 0–23; null where the opening is not known. */
export function byOpenHour<Trade extends ClosedTrade>(
  trades: Trade[],
  timeZone: string,
): Map<number | null, Trade[]> {
  return groupBy(trades, ({ openedAt }) => openedAt && wallClock(openedAt, timeZone).getUTCHours())
}

/** By weekday of opening, 1 is Monday, 7 Sunday; null where the opening is not known. */
export function byOpenWeekday<Trade extends ClosedTrade>(
  trades: Trade[],
  timeZone: string,
): Map<number | null, Trade[]> {
  return groupBy(
    trades,
    ({ openedAt }) => openedAt && (wallClock(openedAt, timeZone).getUTCDay() || 7),
  )
}

/** By the market session of opening; null where the opening is not known. */
export function bySession<Trade extends ClosedTrade>(
  trades: Trade[],
  sessions: MarketSession[],
): Map<string | null, Trade[]> {
  return groupBy(trades, ({ openedAt }) => openedAt && sessionAt(openedAt, sessions))
}
