import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import { anyMoney, anyTrades, noonOf, tradesWithNets } from '@/lib/domain/testing/closed-trades'
import { type FigureId, figureOf } from './figures'
import { type AccountMoney, sampleOf } from './sample'
import { DEFAULT_SETTINGS } from './settings'

const DAY = 86_400

function figure(
  id: FigureId,
  trades: Parameters<typeof sampleOf>[0],
  money: AccountMoney | null = null,
): string {
  const { value, reason } = figureOf(id).compute(sampleOf(trades, DEFAULT_SETTINGS, money))
  return value === null ? reason : value.toDecimalPlaces(8).toString()
}

function account(openingBalance: number, ...moves: [day: number, amount: number][]): AccountMoney {
  return {
    openingBalance: new Dec(openingBalance),
    // An hour before the close of that day.
    moves: moves.map(([day, amount]) => ({
      at: new Date(noonOf(day).getTime() - 3_600_000),
      amount: new Dec(amount),
    })),
  }
}

describe('drawdown', () => {
  test('is measured from the highest point so far, the start included', () => {
    expect(figure('maxDrawdown', tradesWithNets(-30, 10, 100, -50, -20))).toBe('70')
    expect(figure('maxDrawdown', tradesWithNets(-90, 10, 100, -50, -20))).toBe('90')
    expect(figure('currentDrawdown', tradesWithNets(100, -50, 20))).toBe('30')
  })

  test('without losses is none, and there is nothing to recover from', () => {
    const winners = tradesWithNets(10, 20)
    expect(figure('maxDrawdown', winners)).toBe('0')
    expect(figure('recoveryFactor', winners)).toBe('No drawdown')
    expect(figure('longestDrawdown', winners)).toBe('No drawdown')
    expect(figure('timeToRecover', winners)).toBe('No drawdown')
  })

  test('in percent needs the balance', () => {
    const trades = tradesWithNets(100, -220)
    expect(figure('maxDrawdownShare', trades)).toBe('Starting balance not known')
    expect(figure('maxDrawdownShare', trades, account(1000))).toBe('0.2')
    expect(figure('ulcer', tradesWithNets(-100), account(1000))).toBe('0.1')
  })

  test('in percent is none once the balance was used up', () => {
    const trades = tradesWithNets(-1000, 50)
    expect(figure('maxDrawdownShare', trades, account(1000))).toBe(
      'The balance was not positive before every trade',
    )
    expect(figure('maxDrawdown', trades, account(1000))).toBe('1000')
  })

  test.each<[string, [number, number], string]>([
    ['a deposit in its middle', [1, 5000], '600'],
    ['a withdrawal in its middle', [1, -5000], '600'],
  ])('in money is what it was with %s', (_, move, expected) => {
    const trades = tradesWithNets(-300, -300, 200)
    expect(figure('maxDrawdown', trades, account(10_000, move))).toBe(expected)
    expect(figure('currentDrawdown', trades, account(10_000, move))).toBe('400')
  })

  test('in percent counts what each trade did to the balance it met', () => {
    // 10 % of 1000; then 900 is made 1800, and the second loss of 90 is 5 % of that.
    const trades = tradesWithNets(-100, -90)
    expect(figure('maxDrawdownShare', trades, account(1000, [1, 900]))).toBe('0.145')
    expect(figure('maxDrawdownShare', trades, account(1000))).toBe('0.19')
    // Nothing but a withdrawal happens to the last 100.
    expect(figure('currentDrawdownShare', tradesWithNets(-100, 0), account(1000, [1, -800]))).toBe(
      '0.1',
    )
  })

  test('lasts until the peak is reached again, or until now', () => {
    const recovered = tradesWithNets(100, -50, 20, 30, 5)
    expect(figure('longestDrawdown', recovered)).toBe(String(3 * DAY))
    expect(figure('longestDrawdownTrades', recovered)).toBe('3')
    expect(figure('timeToRecover', recovered)).toBe(String(2 * DAY))
    const open = tradesWithNets(100, -50, 20, 20)
    expect(figure('longestDrawdown', open)).toBe(String(3 * DAY))
    expect(figure('timeToRecover', open)).toBe('Not recovered yet')
  })

  test('from the start lasts from the first close', () => {
    expect(figure('longestDrawdown', tradesWithNets(-50, 20, 30))).toBe(String(2 * DAY))
    expect(figure('longestDrawdownTrades', tradesWithNets(-50, 20, 30))).toBe('3')
  })

  test('in money does not depend on the balance, nor on money moved', () => {
    fc.assert(
      fc.property(anyTrades, anyMoney, (trades, money) => {
        for (const id of ['maxDrawdown', 'currentDrawdown', 'longestDrawdown'] as const)
          expect(figure(id, trades, money)).toBe(figure(id, trades))
      }),
    )
  })

  test('never shrinks by another trade, and is at most all that was lost', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 2 }), (nets) => {
        const deepest = Number(figure('maxDrawdown', tradesWithNets(...nets)))
        expect(deepest).toBeGreaterThanOrEqual(
          Number(figure('maxDrawdown', tradesWithNets(...nets.slice(0, -1)))),
        )
        expect(deepest).toBeLessThanOrEqual(-nets.reduce((lost, net) => lost + Math.min(0, net), 0))
      }),
    )
  })

  test('in percent is peak minus balance over peak as long as no money is moved', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1 }), (nets) => {
        const { points } = sampleOf(
          tradesWithNets(...nets),
          DEFAULT_SETTINGS,
          account(10_000),
        ).curve()
        for (const { peak, equity, share } of points)
          expect(
            peak
              .minus(equity)
              .dividedBy(peak)
              .minus(share ?? -1)
              .abs()
              .lt('1e-40'),
          ).toBe(true)
      }),
    )
  })
})

describe('K-ratio', () => {
  test('needs three trades that are not on one line', () => {
    expect(figure('kRatio', tradesWithNets(1, 2))).toBe('Needs 3 trades; there are 2')
    expect(figure('kRatio', tradesWithNets(7, 3, 3, 3))).toBe(
      'The running total is a straight line',
    )
  })

  test('of the totals 1, 2 and 4', () => {
    // Slope 1.5 through (2, 7/3); rests 1/6, −1/3, 1/6; error √(1/6 / 1 / 2) = √(1/12).
    expect(figure('kRatio', tradesWithNets(1, 1, 2))).toBe(
      new Dec('1.5').times(new Dec(12).sqrt()).toDecimalPlaces(8).toString(),
    )
  })
})
