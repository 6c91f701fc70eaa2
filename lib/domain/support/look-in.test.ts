import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LookInFacts, lookInState } from './look-in'

const instant = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2026-01-03T00:00:00Z'),
  noInvalidDate: true,
})
const maybe = fc.option(instant)
const facts: fc.Arbitrary<LookInFacts> = fc.record({
  answerBy: instant,
  refusedAt: maybe,
  allowedAt: maybe,
  endsAt: maybe,
  endedAt: maybe,
})

test('nothing is ever shown without a yes, after a no, after an end, or after its time', () => {
  fc.assert(
    fc.property(facts, instant, (given, now) => {
      const { allowedAt, refusedAt, endedAt, endsAt } = given
      const mayLook = lookInState(given, now) === 'active'
      expect(mayLook).toBe(
        allowedAt !== null &&
          refusedAt === null &&
          endedAt === null &&
          endsAt !== null &&
          endsAt > now,
      )
    }),
  )
})

test('what is over stays over, however late somebody asks', () => {
  fc.assert(
    fc.property(facts, instant, fc.nat({ max: 10_000_000 }), (given, now, ms) => {
      const later = new Date(now.getTime() + ms)
      const state = lookInState(given, now)
      if (['over', 'refused', 'unanswered'].includes(state))
        expect(lookInState(given, later)).toBe(state)
    }),
  )
})
