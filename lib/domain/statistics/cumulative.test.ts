import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import { cumulative } from './cumulative'

test('each day’s total is the one before plus its net', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e6, max: 1e6 })), (cents) => {
      const days = cents.map((net, index) => ({
        day: `day ${index}`,
        net: new Dec(net).dividedBy(100),
        trades: 1,
      }))
      const totals = cumulative(days).map((day) => day.cumulative.times(100).toNumber())
      let total = 0
      expect(totals).toEqual(
        cents.map((net) => {
          total += net
          return total
        }),
      )
    }),
  )
})
