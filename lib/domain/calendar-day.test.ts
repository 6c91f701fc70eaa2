import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  calendarDay,
  daysBetween,
  isCalendarDay,
  monthOf,
  weekdayOf,
  weekNumber,
  weeksOfMonth,
} from './calendar-day'

const someDay = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))

describe('a calendar day', () => {
  test('moves by days and back again', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 4_000 }), (day, days) => {
        const later = addDays(day, days)
        expect(daysBetween(day, later)).toBe(days)
        expect(addDays(later, -days)).toBe(day)
        expect(weekdayOf(later)).toBe((weekdayOf(day) + days) % 7)
      }),
    )
  })

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-07-14', -12, '2025-07-14'],
  ])('%s and %i months are %s', (day, months, other) => {
    expect(addMonths(day, months)).toBe(other)
  })

  test.each([
    ['2026-01-01', 1],
    ['2027-01-01', 53],
    ['2021-01-03', 53],
    ['2021-01-04', 1],
    ['2026-07-14', 29],
  ])('%s is in week %i', (day, week) => {
    expect(weekNumber(day)).toBe(week)
  })

  test('is the one on the wall of the zone', () => {
    const at = new Date('2026-07-14T22:30:00Z')
    expect(calendarDay(at, 'Europe/Berlin')).toBe('2026-07-15')
    expect(calendarDay(at, 'America/New_York')).toBe('2026-07-14')
  })

  test.each([
    ['2026-02-28', true],
    ['2026-02-31', false],
    ['1969-12-31', false],
    ['2026-7-1', false],
    ['', false],
  ])('%j: %s', (text, is) => {
    expect(isCalendarDay(text)).toBe(is)
  })
})

test('the weeks of a month are whole, join, begin on Monday and hold every day of it', () => {
  fc.assert(
    fc.property(someDay.map(monthOf), (month) => {
      const weeks = weeksOfMonth(month)
      const days = weeks.flat()
      for (const week of weeks) expect(week).toHaveLength(7)
      expect(weekdayOf(days[0] as string)).toBe(0)
      expect(days).toEqual(days.map((_, index) => addDays(days[0] as string, index)))
      expect(weeks.every((week) => week.some((day) => monthOf(day) === month))).toBe(true)
      expect(days).toContain(`${month}-28`)
      expect(monthOf(addDays(days[0] as string, -1))).not.toBe(month)
      expect(monthOf(addDays(days.at(-1) as string, 1))).not.toBe(month)
    }),
  )
})
