import fc from 'fast-check'
import { expect, test } from 'vitest'
import { insertInOrder, within } from './time-order'

const moment = fc.integer({ min: 0, max: 20 })

test('rows stay in order of time, ties in order of arrival, and a window has both its ends', () => {
  fc.assert(
    fc.property(fc.array(moment), moment, moment, (times, from, to) => {
      const arrived = times.map((at, arrival) => ({ at, arrival }))
      const rows: typeof arrived = []
      for (const row of arrived) insertInOrder(rows, row, ({ at }) => at)
      expect(rows).toEqual(arrived.toSorted((a, b) => a.at - b.at || a.arrival - b.arrival))
      expect(within(rows, ({ at }) => at, from, to)).toEqual(
        rows.filter(({ at }) => at >= from && at <= to),
      )
    }),
  )
})
