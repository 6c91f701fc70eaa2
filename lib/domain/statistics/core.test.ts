import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dec, sum } from '@/lib/domain/decimal'
import { type Outcomes, profitFactor, winRate } from './core'

/** Outcomes of trades with these nets, in cents. */
function outcomes(nets: number[]): Outcomes {
  const money = (of: (net: number) => boolean) =>
    sum(nets.filter(of).map((net) => new Dec(net).dividedBy(100)))
  return {
    trades: nets.length,
    wins: nets.filter((net) => net > 0).length,
    losses: nets.filter((net) => net < 0).length,
    won: money((net) => net > 0),
    lost: money((net) => net < 0),
  }
}

describe('profit factor', () => {
  test.each<[string, number[], string | null]>([
    ['there is none without trades', [], null],
    ['there is none when every trade came out even', [0, 0], null],
    ['it is infinite without losses', [100, 50], 'infinite'],
    ['it is infinite without losses, scratches or not', [100, 0], 'infinite'],
    ['it is zero without wins', [-100], '0'],
    ['it is won over lost money', [300, -100, -100], '1.5'],
    ['scratches change nothing', [300, 0, -200, 0], '1.5'],
  ])('%s', (_, nets, factor) => {
    const found = profitFactor(outcomes(nets))
    expect(found === null ? null : found.toString()).toBe(factor)
  })

  test('is above one exactly when the net is positive', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10_000, max: 10_000 })), (nets) => {
        const factor = profitFactor(outcomes([...nets, -1]))
        const net = nets.reduce((total, each) => total + each, -1)
        if (factor === null || factor === 'infinite') throw new Error('There was a loss')
        expect(factor.comparedTo(1)).toBe(Math.sign(net))
      }),
    )
  })
})

describe('win rate', () => {
  test('counts scratches among all trades', () => {
    expect(winRate(outcomes([100, 0, 0, -100]))).toBe(0.25)
  })

  test('is none without trades', () => {
    expect(winRate(outcomes([]))).toBeNull()
  })
})
