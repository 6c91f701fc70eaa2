import { wallClock } from '@/lib/domain/zoned-time'

/** Hours on the wall of the market's own zone, so that they move with its summer time. */
export type MarketSession = {
  name: string
  timeZone: string
  /** Minutes after midnight there; the closing minute is outside. */
  opens: number
  closes: number
}

/** Cash hours of the exchanges; New York with the hours customary in currencies. */
export const MARKET_SESSIONS: MarketSession[] = [
  { name: 'Tokyo', timeZone: 'Asia/Tokyo', opens: 9 * 60, closes: 15 * 60 },
  { name: 'London', timeZone: 'Europe/London', opens: 8 * 60, closes: 16 * 60 + 30 },
  { name: 'New York', timeZone: 'America/New_York', opens: 8 * 60, closes: 17 * 60 },
]

export const NO_SESSION = 'Outside sessions'

/** The session of an instant; where several are open, their overlap is a class of its own. */
export function sessionAt(at: Date, sessions: MarketSession[]): string {
  const open = openSessions(at, sessions).map(({ name }) => name)
  return open.length === 0 ? NO_SESSION : open.join(' + ')
}

export function openSessions(at: Date, sessions: MarketSession[]): MarketSession[] {
  return sessions.filter((session) => isOpen(session, at))
}

function isOpen({ timeZone, opens, closes }: MarketSession, at: Date): boolean {
  const wall = wallClock(at, timeZone)
  const weekday = wall.getUTCDay()
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes()
  return weekday >= 1 && weekday <= 5 && minute >= opens && minute < closes
}
