import { describe, expect, test } from 'vitest'
import { type NoticeFacts, nextNotice } from './notice-schedule'

const BREAK = new Date('2026-03-12T14:00:00Z')
const hours = (count: number) => new Date(BREAK.getTime() + count * 3_600_000)
const days = (count: number) => hours(count * 24)

const refused: NoticeFacts = { broken: { at: BREAK, by: 'refused' }, told: null, repair: null }

function toldAt(...mails: [kind: 'broken' | 'first-reminder' | 'last-reminder', at: Date][]) {
  return { breakAt: BREAK, mails: mails.map(([kind, at]) => ({ kind, at })) }
}

describe('a break', () => {
  test('is told after an hour, and again after three and ten days, and no more', () => {
    expect(nextNotice(refused)).toEqual({ kind: 'broken', breakAt: BREAK, dueAt: hours(1) })
    const one = toldAt(['broken', hours(1)])
    expect(nextNotice({ ...refused, told: one })).toMatchObject({
      kind: 'first-reminder',
      dueAt: days(3),
    })
    const two = toldAt(['broken', hours(1)], ['first-reminder', days(3)])
    expect(nextNotice({ ...refused, told: two })).toMatchObject({
      kind: 'last-reminder',
      dueAt: days(10),
    })
    const all = toldAt(
      ['broken', hours(1)],
      ['first-reminder', days(3)],
      ['last-reminder', days(10)],
    )
    expect(nextNotice({ ...refused, told: all })).toBeNull()
  })

  test('that was told late is not reminded of at once', () => {
    const late = toldAt(['broken', days(4)])
    expect(nextNotice({ ...refused, told: late })).toMatchObject({
      kind: 'first-reminder',
      dueAt: days(5),
    })
    const later = toldAt(['broken', days(20)], ['first-reminder', days(21)])
    expect(nextNotice({ ...refused, told: later })).toMatchObject({
      kind: 'last-reminder',
      dueAt: days(22),
    })
  })

  test('after an earlier one begins anew', () => {
    const again = { at: days(30), by: 'refused' as const }
    const told = toldAt(['broken', hours(1)], ['first-reminder', days(3)])
    expect(nextNotice({ broken: again, told, repair: null })).toEqual({
      kind: 'broken',
      breakAt: days(30),
      dueAt: new Date(days(30).getTime() + 3_600_000),
    })
  })

  test('made by linking the same cTrader ID elsewhere is told once', () => {
    const broken = { at: BREAK, by: 'superseded' as const }
    expect(nextNotice({ broken, told: null, repair: null })).toMatchObject({ dueAt: hours(1) })
    const told = toldAt(['broken', hours(1)])
    expect(nextNotice({ broken, told, repair: null })).toBeNull()
  })
})

describe('a repair', () => {
  const repair = { at: days(2), caughtUp: true }

  test('is told to somebody who was told of the break', () => {
    const told = toldAt(['broken', hours(1)])
    expect(nextNotice({ broken: null, told, repair })).toEqual({
      kind: 'recovered',
      breakAt: BREAK,
      dueAt: days(2),
    })
  })

  test('waits an hour at most for what was missed', () => {
    const told = toldAt(['broken', hours(1)])
    const catchingUp = { ...repair, caughtUp: false }
    expect(nextNotice({ broken: null, told, repair: catchingUp })?.dueAt).toEqual(hours(49))
  })

  test('is told once, and to nobody who heard of no break', () => {
    expect(nextNotice({ broken: null, told: null, repair })).toBeNull()
    const told = {
      breakAt: BREAK,
      mails: [
        { kind: 'broken' as const, at: hours(1) },
        { kind: 'recovered' as const, at: days(2) },
      ],
    }
    expect(nextNotice({ broken: null, told, repair })).toBeNull()
  })
})

test('what never broke needs no mail', () => {
  expect(nextNotice({ broken: null, told: null, repair: null })).toBeNull()
})
