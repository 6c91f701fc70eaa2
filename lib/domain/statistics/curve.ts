import { calendarDay } from '@/lib/domain/calendar-day'
import { Dec, ZERO } from '@/lib/domain/decimal'
import type { DayResult } from './days'
import type { AccountMoney, SampleTrade } from './sample'

/** The closed-trade curve right after a trade. Open losses are not in it. */
export type CurvePoint = {
  at: Date
  /** Balance, or the running total where the starting balance is not known. */
  equity: Dec
  /** The highest equity so far, moved along with deposits and withdrawals. */
  peak: Dec
  /** Peak minus equity. */
  drawdown: Dec
  /** Drawdown of the value of one unit put in at the start; null without a positive balance. */
  share: Dec | null
}

export type Curve = {
  points: CurvePoint[]
  /** Whether the starting balance is known; otherwise there are no shares. */
  startKnown: boolean
}

type Unit = { value: Dec; peak: Dec }

/**
 * A deposit lifts equity and peak alike, so it neither makes nor hides a drawdown in money. Moving
 * both would still change the percentage, so that comes from the value of a unit, as in a fund: only
 * trades change it.
 */
export function drawCurve(
  trades: Pick<SampleTrade, 'closedAt' | 'result'>[],
  money: AccountMoney | null,
): Curve {
  const moves = [...(money?.moves ?? [])].sort((a, b) => a.at.getTime() - b.at.getTime())
  let equity = money?.openingBalance ?? ZERO
  let peak = equity
  let unit: Unit | null = money && { value: new Dec(1), peak: new Dec(1) }
  let moved = 0
  const points = trades.map(({ closedAt, result }): CurvePoint => {
    for (let move = moves[moved]; move && move.at <= closedAt; move = moves[++moved]) {
      equity = equity.plus(move.amount)
      peak = peak.plus(move.amount)
    }
    unit = unit && growUnit(unit, equity, result)
    equity = equity.plus(result)
    peak = Dec.max(peak, equity)
    const share = unit && new Dec(1).minus(unit.value.dividedBy(unit.peak))
    return { at: closedAt, equity, peak, drawdown: peak.minus(equity), share }
  })
  return { points, startKnown: money !== null }
}

/**
 * The same at the end of each day, where a day counts as one trade. A deposit of the day comes before
 * its result and a withdrawal after it, as with the returns of days.
 */
export function drawDayCurve(
  days: DayResult[],
  timeZone: string,
  money: AccountMoney | null,
): Curve {
  const ends = days.map(({ day, result }) => ({ closedAt: clock(day, 12), result }))
  const moves = money?.moves.map(({ at, amount }) => ({
    at: clock(calendarDay(at, timeZone), amount.gt(0) ? 0 : 18),
    amount,
  }))
  return drawCurve(ends, money && { ...money, moves: moves ?? [] })
}

function clock(day: string, hour: number): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000)
}

function growUnit(unit: Unit, equity: Dec, result: Dec): Unit | null {
  if (equity.lte(0)) return null
  const value = unit.value.times(equity.plus(result)).dividedBy(equity)
  return { value, peak: Dec.max(unit.peak, value) }
}
