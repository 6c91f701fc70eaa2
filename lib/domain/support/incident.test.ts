import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CALM_FOR_MS, incidentCourse, isCalm, suggestsIncident } from './incident'

const share = fc
  .tuple(fc.nat({ max: 5_000 }), fc.nat({ max: 5_000 }))
  .map(([a, b]) => ({ total: Math.max(a, b), troubled: Math.min(a, b) }))

describe('an incident', () => {
  test.each([
    [{ total: 2, troubled: 2 }, false],
    [{ total: 3, troubled: 3 }, true],
    [{ total: 10, troubled: 3 }, true],
    [{ total: 11, troubled: 3 }, false],
    [{ total: 0, troubled: 0 }, false],
  ])('%j is worth declaring: %s', (given, expected) => {
    expect(suggestsIncident(given)).toBe(expected)
  })

  test('is never worth declaring where it would end by itself at once', () => {
    fc.assert(
      fc.property(share, (given) => {
        expect(suggestsIncident(given) && isCalm(given)).toBe(false)
      }),
    )
  })

  test('ends by itself only when the share has been small without a break for long enough', () => {
    const looks = fc.array(fc.tuple(share, fc.nat({ max: 300_000 })), { maxLength: 60 })
    fc.assert(
      fc.property(looks, (given) => {
        let now = 0
        let calmSince: Date | null = null
        let calmFrom: number | null = null
        for (const [each, ms] of given) {
          now += ms
          const course = incidentCourse({ calmSince, share: each, now: new Date(now) })
          calmFrom = isCalm(each) ? (calmFrom ?? now) : null
          expect(course.isOver).toBe(calmFrom !== null && now - calmFrom >= CALM_FOR_MS)
          calmSince = course.calmSince
        }
      }),
    )
  })
})
