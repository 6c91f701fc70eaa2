import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysOfMonth, monthOf } from './calendar-day'
import { wholeMonths } from './whole-months'

const someDay = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))

describe('the months of a period', () => {
  test('and the days at its ends are the period, each day once', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 200 }), (from, length) => {
        const to = addDays(from, length)
        const { first, last, none, edges } = wholeMonths({ from, to })
        const days = edges.flatMap((edge) => daysFrom(edge.from, edge.to))
        if (!none)
          for (let month = monthOf(first ?? ''); month <= monthOf(last ?? ''); month = next(month))
            days.push(...daysOfMonth(month))
        expect(days.sort()).toEqual(daysFrom(from, to))
      }),
    )
  })

  test.each([
    [{}, { first: null, last: null, none: false, edges: [] }],
    [{ from: '2026-03-01' }, { first: '2026-03-01', last: null, none: false, edges: [] }],
    [
      { from: '2026-03-02' },
      {
        first: '2026-04-01',
        last: null,
        none: false,
        edges: [{ from: '2026-03-02', to: '2026-03-31' }],
      },
    ],
    [{ to: '2026-02-28' }, { first: null, last: '2026-02-01', none: false, edges: [] }],
    [
      { to: '2026-02-27' },
      {
        first: null,
        last: '2026-01-01',
        none: false,
        edges: [{ from: '2026-02-01', to: '2026-02-27' }],
      },
    ],
    [
      { from: '2026-03-02', to: '2026-03-01' },
      { first: null, last: null, none: true, edges: [] },
    ],
  ])('of %j', (period, expected) => {
    expect(wholeMonths(period)).toEqual(expected)
  })
})

function daysFrom(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

function next(month: string): string {
  return monthOf(addDays(`${month}-28`, 4))
}
