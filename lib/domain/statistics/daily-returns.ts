import { calendarDay } from '@/lib/domain/calendar-day'
import type { Dec } from '@/lib/domain/decimal'
import { type DayResult, withBusinessDays } from './days'
import type { AccountMoney } from './sample'
import type { FigureSettings } from './settings'

export type DailyReturns = {
  returns: { day: string; value: Dec }[]
  /** Days without a positive balance at their start. */
  daysLeftOut: number
  /** Without a starting balance there are no returns. */
  known: boolean
}

/**
 * The result of each day over the balance at its start. A deposit of the day counts from its start
 * and a withdrawal from its end, so neither makes a return out of moved money.
 */
export function dailyReturns(
  tradingDays: DayResult[],
  { returnDays, timeZone }: FigureSettings,
  money: AccountMoney | null,
): DailyReturns {
  if (money === null) return { returns: [], daysLeftOut: 0, known: false }
  const days = returnDays === 'business' ? withBusinessDays(tradingDays) : tradingDays
  const moves = money.moves
    .map(({ at, amount }) => ({ day: calendarDay(at, timeZone), amount }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : b.amount.comparedTo(a.amount)))
  let balance = money.openingBalance
  let moved = 0
  const returns: DailyReturns['returns'] = []
  for (const { day, result } of days) {
    for (let move = moves[moved]; move && countsAtStartOf(day, move); move = moves[++moved])
      balance = balance.plus(move.amount)
    if (balance.gt(0)) returns.push({ day, value: result.dividedBy(balance) })
    balance = balance.plus(result)
  }
  return { returns, daysLeftOut: days.length - returns.length, known: true }
}

function countsAtStartOf(day: string, move: { day: string; amount: Dec }): boolean {
  return move.day < day || (move.day === day && move.amount.gt(0))
}
