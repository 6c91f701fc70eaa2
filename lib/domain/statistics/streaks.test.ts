import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tradesWithNets } from '@/lib/domain/testing/closed-trades'
import { type FigureId, figureOf } from './figures'
import { sampleOf } from './sample'
import { DEFAULT_SETTINGS } from './settings'
import { streaksOf } from './streaks'

const OUTCOMES = { w: 'win', l: 'loss', s: 'scratch' } as const
const outcomes = (text: string) => [...text].map((letter) => OUTCOMES[letter as 'w' | 'l' | 's'])

describe('streaks', () => {
  test.each([
    ['', 0, 0, 0, 0],
    ['s', 0, 0, 0, 0],
    ['wwlw', 2, 1, 1, 3],
    ['wswsslsll', 2, 3, -3, 2],
    ['llwll', 1, 2, -2, 3],
  ])('of "%s"', (text, longestWins, longestLosses, current, runs) => {
    expect(streaksOf(outcomes(text))).toEqual({ longestWins, longestLosses, current, runs })
  })

  test('are what a reader sees once scratches are crossed out', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('w', 'l', 's'), { maxLength: 40 }), (letters) => {
        const seen = letters.filter((letter) => letter !== 's').join('')
        const stretches = seen.match(/w+|l+/g) ?? []
        const longest = (letter: string) =>
          Math.max(0, ...stretches.filter((each) => each[0] === letter).map((each) => each.length))
        const last = stretches.at(-1) ?? ''
        expect(streaksOf(outcomes(letters.join('')))).toEqual({
          longestWins: longest('w'),
          longestLosses: longest('l'),
          current: last.length * (last.startsWith('l') ? -1 : 1) || 0,
          runs: stretches.length,
        })
      }),
    )
  })
})

describe('Z-score of runs', () => {
  const score = (nets: number[], id: FigureId = 'runsScore') =>
    figureOf(id).compute(sampleOf(tradesWithNets(...nets), DEFAULT_SETTINGS))

  test('is far above zero when wins and losses take turns, far below when they flock together', () => {
    const turns = Array.from({ length: 40 }, (_, index) => (index % 2 ? 1 : -1))
    const flocks = [...turns].sort((a, b) => a - b)
    expect(score(turns).value?.toNumber()).toBeGreaterThan(1.96)
    expect(score(flocks).value?.toNumber()).toBeLessThan(-1.96)
  })

  test('is zero when there are as many runs as chance has it', () => {
    // 20 wins and 20 losses: 21 runs are expected.
    const wins = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 10]
    const losses = [1, 1, 1, 1, 1, 1, 1, 1, 1, 11]
    const nets = wins.flatMap((length, index) => [
      ...Array<number>(length).fill(1),
      ...Array<number>(losses[index] ?? 0).fill(-1),
    ])
    expect(score(nets).value?.toNumber()).toBe(0)
  })

  test('has a reason where there is none', () => {
    expect(score(Array<number>(30).fill(1)).reason).toBe('All trades ended alike')
    expect(score([0, 0]).reason).toBe('No trade won or lost')
    expect(score([...Array<number>(29).fill(1), 0])).toMatchObject({
      reason: 'Needs 30 trades; there are 29',
      used: 29,
      leftOut: [{ count: 1, why: 'neither won nor lost' }],
    })
  })
})
