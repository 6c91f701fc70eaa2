import fc from 'fast-check'
import { Dec } from '@/lib/domain/decimal'
import type { ClosedTrade } from '@/lib/domain/statistics/closed-trade'
import type { AccountMoney } from '@/lib/domain/statistics/sample'

const BEGIN = Date.parse('2026-01-05T00:00:00Z')
const MINUTE_MS = 60_000

/** A winner of ten euros in EURUSD, held for an hour, unless told otherwise. */
export function closedTrade(trade: Partial<ClosedTrade> = {}): ClosedTrade {
  const closedAt = trade.closedAt ?? new Date(BEGIN)
  return {
    currency: 'EUR',
    symbol: 'EURUSD',
    direction: 'LONG',
    openedAt: new Date(closedAt.getTime() - 60 * MINUTE_MS),
    closedAt,
    net: new Dec(10),
    gross: new Dec(12),
    commission: new Dec(-2),
    swap: new Dec(0),
    lots: new Dec('0.1'),
    ...trade,
  }
}

/** One trade a day with these nets, at noon, gross and net alike. */
export function tradesWithNets(...nets: (number | string)[]): ClosedTrade[] {
  return nets.map((net, index) =>
    closedTrade({
      net: new Dec(net),
      gross: new Dec(net),
      commission: new Dec(0),
      closedAt: noonOf(index),
    }),
  )
}

/** Noon of a day, counted from Monday, 5 January 2026. */
export function noonOf(day: number): Date {
  return new Date(BEGIN + (day * 24 + 12) * 60 * MINUTE_MS)
}

const CENTS = (most: number) =>
  fc.integer({ min: -most, max: most }).map((cents) => new Dec(cents).dividedBy(100))

const HUNDREDTHS = fc.integer({ min: 1, max: 500 }).map((steps) => new Dec(steps).dividedBy(100))

export const anyTrade: fc.Arbitrary<ClosedTrade> = fc
  .record({
    symbol: fc.constantFrom('EURUSD', 'XAUUSD', 'US 500'),
    direction: fc.constantFrom('LONG' as const, 'SHORT' as const),
    net: CENTS(20_000),
    commission: CENTS(500),
    swap: CENTS(300),
    // Few different minutes, so that some trades close at the same time.
    closed: fc.integer({ min: 0, max: 150 * 24 }).map((hours) => BEGIN + hours * 60 * MINUTE_MS),
    held: fc.option(fc.integer({ min: 0, max: 5000 }), { freq: 6 }),
    lots: fc.option(HUNDREDTHS, { freq: 6 }),
    risk: fc.option(fc.integer({ min: 1, max: 300 }).map((money) => new Dec(money))),
    plannedRatio: fc.option(HUNDREDTHS),
    grossKnown: fc.integer({ min: 0, max: 9 }).map((die) => die > 0),
  })
  .map(({ closed, held, grossKnown, ...trade }) => ({
    ...trade,
    currency: 'EUR',
    closedAt: new Date(closed),
    openedAt: held === null ? null : new Date(closed - held * MINUTE_MS),
    gross: grossKnown ? trade.net.minus(trade.commission).minus(trade.swap) : null,
  }))

export const anyTrades = fc.array(anyTrade, { maxLength: 60 })

/** A balance that no run of losses of `anyTrades` can use up. */
export const anyMoney: fc.Arbitrary<AccountMoney> = fc.record({
  openingBalance: fc.integer({ min: 50_000, max: 90_000 }).map((money) => new Dec(money)),
  moves: fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 150 * 24 }).map((hours) => new Date(BEGIN + hours * 3_600_000)),
      amount: CENTS(200_000),
    }),
    { maxLength: 5 },
  ),
})
