import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renewalDueAt } from './renewal-time'

const DAY = 86_400_000
const chance = fc.double({ min: 0, max: 1, noNaN: true })

test('a grant is renewed at 70 to 80 percent of its life, so days before it ends', () => {
  const begin = fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2040-01-01'),
    noInvalidDate: true,
  })
  const life = fc.integer({ min: 1, max: 400 * DAY })
  fc.assert(
    fc.property(begin, life, chance, (renewedAt, lifeMs, random) => {
      const accessTokenExpiresAt = new Date(renewedAt.getTime() + lifeMs)
      const due = renewalDueAt({ renewedAt, accessTokenExpiresAt }, random).getTime()
      const share = (due - renewedAt.getTime()) / lifeMs
      // Instants are whole milliseconds.
      expect(share).toBeGreaterThanOrEqual(0.7 - 1 / lifeMs)
      expect(share).toBeLessThanOrEqual(0.8 + 1 / lifeMs)
    }),
  )
})

test('grants given together are renewed apart', () => {
  const grant = { renewedAt: new Date(0), accessTokenExpiresAt: new Date(30 * DAY) }
  const due = [0, 0.5, 1].map((random) => renewalDueAt(grant, random).getTime() / DAY)
  expect(due).toEqual([21, 22.5, 24])
})
