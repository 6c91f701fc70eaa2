import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startOfDay, wallClock } from './zoned-time'

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Sao_Paulo',
  'Pacific/Apia',
]

test('a day begins when its date appears on the wall, and not before', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.date({
        min: new Date('2012-01-01'),
        max: new Date('2030-01-01'),
        noInvalidDate: true,
      }),
      (zone, date) => {
        const day = date.toISOString().slice(0, 10)
        const begins = startOfDay(day, zone)
        expect(dateOn(begins, zone)).toBe(day)
        expect(dateOn(new Date(begins.getTime() - 1), zone) < day).toBe(true)
      },
    ),
  )
})

test.each([
  ['an ordinary day', '2026-07-14', 'Europe/Berlin', '2026-07-13T22:00:00.000Z'],
  ['the day the clock goes back', '2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ['the day after it', '2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  ['a day without a midnight', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
])('%s', (_, day, zone, begins) => {
  expect(startOfDay(day, zone).toISOString()).toBe(begins)
})

function dateOn(at: Date, zone: string): string {
  return wallClock(at, zone).toISOString().slice(0, 10)
}
