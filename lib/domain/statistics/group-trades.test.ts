import { describe, expect, test } from 'vitest'
import { closedTrade } from '@/lib/domain/testing/closed-trades'
import { byCloseDay, byOpenHour, byOpenWeekday, bySession } from './group-trades'
import { MARKET_SESSIONS, sessionAt } from './market-sessions'

const at = (text: string) => new Date(`${text}:00Z`)
const unopened = closedTrade({ openedAt: null })

describe('groups by time', () => {
  test('take the day of the close in the zone, across midnight and summer time', () => {
    const trades = [at('2026-03-28T22:30'), at('2026-03-28T23:30'), at('2026-03-29T22:30')].map(
      (closedAt) => closedTrade({ closedAt }),
    )
    const days = (zone: string) => [...byCloseDay(trades, zone).keys()]
    expect(days('UTC')).toEqual(['2026-03-28', '2026-03-29'])
    // The clock goes forward on the 29th: 22:30 UTC is half past midnight then.
    expect(days('Europe/Berlin')).toEqual(['2026-03-28', '2026-03-29', '2026-03-30'])
  })

  test('take hour and weekday of the opening, Sunday last, and keep unknown ones apart', () => {
    const trades = [
      closedTrade({ openedAt: at('2026-01-11T23:30') }),
      closedTrade({ openedAt: at('2026-01-12T08:10') }),
      unopened,
    ]
    expect([...byOpenHour(trades, 'UTC').keys()]).toEqual([23, 8, null])
    expect([...byOpenWeekday(trades, 'UTC').keys()]).toEqual([7, 1, null])
    expect([...byOpenWeekday(trades, 'Asia/Tokyo').keys()]).toEqual([1, null])
  })
})

describe('market sessions', () => {
  test.each([
    ['2026-01-12T00:30', 'Tokyo'],
    ['2026-01-12T06:30', 'Outside sessions'],
    ['2026-01-12T08:00', 'London'],
    ['2026-01-12T12:59', 'London'],
    ['2026-01-12T13:00', 'London + New York'],
    ['2026-01-12T16:30', 'New York'],
    ['2026-01-12T22:00', 'Outside sessions'],
    // Between the two changes to summer time New York opens an hour earlier for London.
    ['2026-03-16T12:00', 'London + New York'],
    ['2026-07-13T07:00', 'London'],
    // A Sunday in London is a Monday in Tokyo.
    ['2026-01-12T00:00', 'Tokyo'],
    ['2026-01-11T13:00', 'Outside sessions'],
  ])('%s is %s', (time, session) => {
    expect(sessionAt(at(time), MARKET_SESSIONS)).toBe(session)
  })

  test('are the trader’s own when he has some', () => {
    const lunch = { name: 'Lunch', timeZone: 'Asia/Kolkata', opens: 12 * 60, closes: 13 * 60 }
    expect(sessionAt(at('2026-01-12T06:45'), [lunch])).toBe('Lunch')
    expect(sessionAt(at('2026-01-12T07:30'), [lunch])).toBe('Outside sessions')
  })

  test('group trades by their opening', () => {
    const trades = [closedTrade({ openedAt: at('2026-01-12T13:00') }), unopened]
    expect([...bySession(trades, MARKET_SESSIONS).keys()]).toEqual(['London + New York', null])
  })
})
