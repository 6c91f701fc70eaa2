import { pipsToDeposit, rolloversBetween } from '@/mock-spotware/accounts/charges'
import { toMinorUnits } from '@/mock-spotware/accounts/money'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/mock-spotware/duration'
import { createRandom } from '@/mock-spotware/random'
import type { HistoryContext } from './history-context'
import { mondayAfter } from './trading-times'

/** Points of the index paid out per quarter. */
const DIVIDEND_POINTS: Record<string, number> = { US500: 17.4, GER40: 41.5 }
const ROLLOVER_FEE_PIPS = 0.6
const TOP_UP_BELOW = 0.93
const WITHDRAW_ABOVE = 1.04

/** The first deposit, then top-ups after losses and withdrawals of profit, once a month. */
export function scheduleCash(context: HistoryContext, firstDeposit: bigint): void {
  const { account, book, timeline } = context
  timeline.schedule(account.registeredAt + HOUR_MS, (at) =>
    book.bookCash(at, 'DEPOSIT', firstDeposit, 'Bank transfer'),
  )
  const review = (at: number, month: number) => {
    const random = createRandom(`${context.seed}/cash/${month}`)
    const tenth = firstDeposit / 10n
    if (book.balance < percentOf(firstDeposit, TOP_UP_BELOW)) {
      book.bookCash(at, 'DEPOSIT', tenth * BigInt(random.integer(1, 3)), 'Card')
    } else if (book.balance > percentOf(firstDeposit, WITHDRAW_ABOVE) && random.chance(0.6)) {
      const surplus = book.balance - firstDeposit
      book.bookCash(at, 'WITHDRAW', -((surplus * BigInt(random.integer(30, 70))) / 100n))
    }
    const next = at + random.integer(24, 36) * DAY_MS + random.integer(0, 5 * HOUR_MS)
    timeline.schedule(next, (nextAt) => review(nextAt, month + 1))
  }
  timeline.schedule(account.registeredAt + 30 * DAY_MS + 9 * HOUR_MS, (at) => review(at, 0))
}

/** Index positions held over the quarterly ex-dividend date receive it, or pay it when short. */
export function scheduleDividends(context: HistoryContext): void {
  const { account, book, market, timeline } = context
  const pay = (at: number) => {
    for (const position of book.openPositions.values()) {
      const points = DIVIDEND_POINTS[position.symbol.name]
      if (points === undefined) continue
      const amount = pipsToDeposit(market, account, position, points, at)
      const delta = toMinorUnits(amount, account.moneyDigits)
      if (delta === 0n) continue
      const note = `Dividend ${position.symbol.name}`
      if (position.side === 'BUY') book.bookCash(at, 'DEPOSIT_DIVIDENDS', delta, note)
      else book.bookCash(at, 'WITHDRAW_DIVIDENDS', -delta, note)
    }
    timeline.schedule(at + 91 * DAY_MS, pay)
  }
  const firstMonday = mondayAfter(account.registeredAt + 40 * DAY_MS)
  timeline.schedule(firstMonday + 4 * DAY_MS + 6 * HOUR_MS, pay)
}

/** A swap-free account pays a fee for each night a position is held: a cost that is in no deal. */
export function scheduleRolloverFees(context: HistoryContext): void {
  const { account, book, market, timeline } = context
  if (!account.isSwapFree) return
  const charge = (at: number) => {
    const nights = rolloversBetween(at - DAY_MS, at).reduce((sum, one) => sum + one.nights, 0)
    for (const position of book.openPositions.values()) {
      const amount = pipsToDeposit(market, account, position, ROLLOVER_FEE_PIPS * nights, at)
      const fee = toMinorUnits(amount, account.moneyDigits)
      if (fee > 0n) {
        book.bookCash(at, 'WITHDRAW_ROLLOVER', -fee, `Rollover fee ${position.symbol.name}`)
      }
    }
    timeline.schedule(at + DAY_MS, charge)
  }
  const firstDay = Math.ceil(account.registeredAt / DAY_MS) * DAY_MS
  timeline.schedule(firstDay + 21 * HOUR_MS + 3 * MINUTE_MS, charge)
}

function percentOf(amount: bigint, factor: number): bigint {
  return (amount * BigInt(Math.round(factor * 100))) / 100n
}
