import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import { compareSides, type DifferenceInterval, type Side, winRateDifference } from './compare'
import { EMPTY_TALLY, outcomeOf, type Tally, tallyOf } from './tally'

function sideOf(nets: number[], unit: Side['unit'] = 'trades'): Side {
  const tallies = nets.map((net) => {
    const result = new Dec(net)
    return tallyOf([{ result, outcome: outcomeOf(result, new Dec(0)) }])
  })
  return { tallies, unit }
}

function rates(wins: number, trades: number): Tally {
  return { ...EMPTY_TALLY, trades, wins }
}

function ends(interval: DifferenceInterval): [number, number] {
  if ('none' in interval) throw new Error(interval.none)
  return [interval.low.toNumber(), interval.high.toNumber()]
}

const results = fc.array(fc.integer({ min: -50, max: 60 }), { minLength: 20, maxLength: 60 })

describe('the difference of two win rates', () => {
  test("is Newcombe's for his own example", () => {
    const [low, high] = ends(winRateDifference(rates(48, 80), rates(56, 70)))
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0524', '0.3339'])
  })

  test('has the difference inside, turns its sign with the sides, and stays within −1 and 1', () => {
    const rate = fc
      .integer({ min: 1, max: 300 })
      .chain((trades) => fc.tuple(fc.integer({ min: 0, max: trades }), fc.constant(trades)))
    fc.assert(
      fc.property(rate, rate, ([winsA, a], [winsB, b]) => {
        const [low, high] = ends(winRateDifference(rates(winsA, a), rates(winsB, b)))
        const [lowBack, highBack] = ends(winRateDifference(rates(winsB, b), rates(winsA, a)))
        const difference = winsB / b - winsA / a
        expect(low).toBeLessThanOrEqual(difference + 1e-12)
        expect(high).toBeGreaterThanOrEqual(difference - 1e-12)
        expect(low).toBeGreaterThan(-1 - 1e-12)
        expect(high).toBeLessThan(1 + 1e-12)
        expect([lowBack, highBack]).toEqual([expect.closeTo(-high, 9), expect.closeTo(-low, 9)])
      }),
    )
  })
})

describe('the difference of two expectancies', () => {
  test('is about two standard errors wide to either side of it', () => {
    const a = Array.from({ length: 400 }, (_, index) => (index % 21) - 10)
    const b = Array.from({ length: 300 }, (_, index) => (index % 21) - 7)
    const [low, high] = ends(compareSides(sideOf(a), sideOf(b)).expectancy)
    const meanOf = (list: number[]) => list.reduce((sum, each) => sum + each, 0) / list.length
    const variance = (21 * 21 - 1) / 12
    const error = Math.sqrt(variance / 400 + variance / 300)
    const difference = meanOf(b) - meanOf(a)
    expect(low).toBeGreaterThan(difference - 2.25 * error)
    expect(low).toBeLessThan(difference - 1.7 * error)
    expect(high).toBeLessThan(difference + 2.25 * error)
    expect(high).toBeGreaterThan(difference + 1.7 * error)
  })

  test('is nothing but chance for a side beside itself', () => {
    fc.assert(
      fc.property(results, (nets) => {
        for (const [figure, interval] of Object.entries(compareSides(sideOf(nets), sideOf(nets)))) {
          if ('none' in interval) continue
          expect(interval.low.lte(0) && interval.high.gte(0), figure).toBe(true)
        }
      }),
      { numRuns: 15 },
    )
  })

  test('moves with what is added to every trade of a side', () => {
    fc.assert(
      fc.property(results, results, fc.integer({ min: 1, max: 500 }), (a, b, more) => {
        const before = ends(compareSides(sideOf(a), sideOf(b)).expectancy)
        const after = ends(compareSides(sideOf(a), sideOf(b.map((net) => net + more))).expectancy)
        expect(after[0] - before[0]).toBeCloseTo(more, 6)
        expect(after[1] - before[1]).toBeCloseTo(more, 6)
      }),
      { numRuns: 15 },
    )
  })

  test('grows with the money, and what is a ratio does not', () => {
    fc.assert(
      fc.property(results, results, (a, b) => {
        const times = (nets: number[]) => nets.map((net) => net * 10)
        const small = compareSides(sideOf(a), sideOf(b))
        const large = compareSides(sideOf(times(a)), sideOf(times(b)))
        expect(ends(large.expectancy)[0]).toBeCloseTo(ends(small.expectancy)[0] * 10, 6)
        if ('none' in small.payoff) expect(large.payoff).toEqual(small.payoff)
        else expect(ends(large.payoff)[1]).toBeCloseTo(ends(small.payoff)[1], 6)
      }),
      { numRuns: 15 },
    )
  })
})

describe('there is no interval', () => {
  const many = sideOf(Array.from({ length: 30 }, (_, index) => (index % 3) - 1))

  test('of fewer than twenty draws, and the side that has too few says so', () => {
    const { expectancy, winRate } = compareSides(many, sideOf([5, -5], 'days'))
    expect(expectancy).toEqual({ none: 'Needs 20 days; there are 2' })
    expect(winRate).toEqual({ none: 'Needs 20 trades; there are 2' })
    expect(compareSides(sideOf([]), many).winRate).toEqual({ none: 'Needs 20 trades; there are 0' })
  })

  test('of a ratio to losses where hardly any was lost', () => {
    const wins = sideOf(Array.from({ length: 30 }, (_, index) => (index === 0 ? -1 : 5)))
    const { profitFactor, averageWin } = compareSides(many, wins)
    expect(profitFactor).toEqual({ none: 'Too few wins or losses' })
    expect('low' in averageWin).toBe(true)
  })
})
