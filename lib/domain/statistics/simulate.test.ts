import { describe, expect, test } from 'vitest'
import { ruinOfEqualBets } from './ruin-of-equal-bets'
import { simulate } from './simulate'

describe('simulated futures', () => {
  test('of one return only all compound it', () => {
    const { bands } = simulate([0.01], 10)
    expect(bands.length).toBe(10)
    for (const { day, low, median, high } of bands) {
      expect(low).toBeCloseTo(1.01 ** day, 12)
      expect(median).toBe(low)
      expect(high).toBe(low)
    }
  })

  test('lie in bands that widen with time', () => {
    const { bands } = simulate([0.02, -0.01, 0, 0.005, -0.02], 100)
    const widths = [2, 10, 50, 100].map((wanted) => {
      const band = bands.find(({ day }) => day === wanted)
      return band ? band.high - band.low : Number.NaN
    })
    expect(widths.every((width) => width > 0)).toBe(true)
    expect(widths).toEqual([...widths].sort((a, b) => a - b))
    for (const { low, median, high } of bands) {
      expect(low).toBeLessThanOrEqual(median)
      expect(median).toBeLessThanOrEqual(high)
    }
  })

  test.each([1, 90, 91, 252, 504])(
    'of %i days have no more bands than a chart can show, the last day always',
    (days) => {
      const { bands } = simulate([0.01, -0.01], days)
      expect(bands.length).toBeLessThanOrEqual(90)
      expect(bands.at(-1)?.day).toBe(days)
      const steps = bands.slice(1).map(({ day }, index) => day - (bands[index]?.day ?? 0))
      expect(new Set(steps).size).toBeLessThanOrEqual(1)
    },
  )

  test('are the same each time', () => {
    const again = () => simulate([0.02, -0.01, 0.003], 30)
    expect(again().bands).toEqual(again().bands)
  })

  test('lose more seldom the larger the loss', () => {
    const { chanceOfLoss } = simulate([0.05, -0.05], 50)
    const chances = [0, 0.1, 0.2, 0.3, 0.9].map(chanceOfLoss)
    expect(chances[0]).toBe(1)
    expect(chances).toEqual([...chances].sort((a, b) => b - a))
    expect(chances.at(-1)).toBe(0)
  })

  test('end in ruin as often as the closed form of equal bets says', () => {
    // One percent of the start a bet, small enough for compounding not to matter much: 5 bets down.
    const returns = [...Array<number>(55).fill(0.001), ...Array<number>(45).fill(-0.001)]
    const { chanceOfLoss } = simulate(returns, 1500)
    expect(chanceOfLoss(0.0049)).toBeCloseTo(ruinOfEqualBets(0.55, 5), 1)
  })
})

describe('ruin of equal bets', () => {
  test.each([
    [0.6, 10, (2 / 3) ** 10],
    [0.75, 1, 1 / 3],
    [1, 3, 0],
    [0.5, 20, 1],
    [0.4, 20, 1],
  ])('winning %d of them with %i units', (winRate, units, chance) => {
    expect(ruinOfEqualBets(winRate, units)).toBeCloseTo(chance, 12)
  })

  test('is the closed form by edge', () => {
    const edge = 2 * 0.53 - 1
    expect(ruinOfEqualBets(0.53, 7)).toBeCloseTo(((1 - edge) / (1 + edge)) ** 7, 12)
  })
})
