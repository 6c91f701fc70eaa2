import { describe, expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import { closedTrade } from '@/lib/domain/testing/closed-trades'
import { comparePart, partName, partOf, type Slice } from './slices'

const opened = (at: string, heldSeconds = 3_600) =>
  closedTrade({
    openedAt: new Date(at),
    closedAt: new Date(Date.parse(at) + heldSeconds * 1000),
  })
const named = (slice: Slice, trade: ReturnType<typeof closedTrade>, zone = 'UTC') =>
  partName(slice, partOf(slice, trade, zone))

describe('the part of a slice', () => {
  test.each([
    ['2026-01-12T08:10:00Z', 'UTC', '08:00–09:00'],
    ['2026-01-12T23:59:59.999Z', 'UTC', '23:00–00:00'],
    ['2026-01-12T08:10:00Z', 'Asia/Kolkata', '13:00–14:00'],
    // The hour that is there twice when summer time ends.
    ['2026-10-25T00:30:00Z', 'Europe/Berlin', '02:00–03:00'],
    ['2026-10-25T01:30:00Z', 'Europe/Berlin', '02:00–03:00'],
  ])('hour of %s in %s', (at, zone, name) => {
    expect(named('hour', opened(at), zone)).toBe(name)
  })

  test.each([
    ['2026-01-12T13:00:00Z', 'London + New York'],
    // New York is on summer time already, London is not.
    ['2026-03-16T12:00:00Z', 'London + New York'],
    ['2026-03-09T00:00:00Z', 'Tokyo'],
    ['2026-01-11T13:00:00Z', 'Outside sessions'],
  ])('session of %s', (at, name) => {
    expect(named('session', opened(at))).toBe(name)
  })

  test.each([
    [0, 'Under a minute'],
    [59.999, 'Under a minute'],
    [60, '1–5 minutes'],
    [3_599, '15–60 minutes'],
    [86_400, '1–7 days'],
    [604_800, 'A week and longer'],
  ])('%s seconds held', (held, name) => {
    expect(named('holding', opened('2026-01-12T08:00:00Z', held))).toBe(name)
  })

  test.each([
    ['0.01', 'Under 0.05 lots'],
    ['0.05', '0.05 to under 0.1 lots'],
    ['9.99', '5 to under 10 lots'],
    ['10', '10 lots and more'],
  ])('%s lots', (lots, name) => {
    expect(named('size', closedTrade({ lots: new Dec(lots) }))).toBe(name)
  })

  test('is one of its own where it is not known, and comes last', () => {
    const unknown = closedTrade({ openedAt: null, lots: null })
    expect(
      (['hour', 'session', 'holding', 'size'] as const).map((each) => named(each, unknown)),
    ).toEqual([
      'Opening time not known',
      'Opening time not known',
      'Opening time not known',
      'Lots not known',
    ])
    expect([-1, 0, 4, 2].sort((a, b) => comparePart('session', a, b))).toEqual([2, 4, 0, -1])
    expect([-1, 3, 0].sort((a, b) => comparePart('hour', a, b))).toEqual([0, 3, -1])
  })
})
