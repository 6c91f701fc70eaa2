import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupBy } from './group-by'

test('every item is in the group of its key, once, in the order it came', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const items = numbers.map((number, index) => ({ number, index }))
      const groups = groupBy(items, ({ number }) => number % 3)
      for (const [key, group] of groups)
        expect(group).toEqual(items.filter(({ number }) => number % 3 === key))
      expect([...groups.values()].flat()).toHaveLength(items.length)
    }),
  )
})

test('keys are compared as they are, not as text', () => {
  const groups = groupBy([1n, 1, '1', null], (item) => item)
  expect(groups.size).toBe(4)
})
