import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  halves,
  MAX_WINDOW_MS,
  newerWindow,
  OVERLAP_MS,
  olderWindow,
  type SyncWindow,
  windowsOf,
} from './sync-window'

const instant = fc.date({
  min: new Date('2015-01-01'),
  max: new Date('2035-01-01'),
  noInvalidDate: true,
})
const period = fc
  .tuple(instant, fc.integer({ min: 0, max: 100 * MAX_WINDOW_MS }))
  .map(([from, length]) => ({ from, to: new Date(from.getTime() + length) }))

function lengthOf({ from, to }: SyncWindow): number {
  return to.getTime() - from.getTime()
}

describe('windows of a period', () => {
  test('cover it without a gap, newest first, none longer than a week', () => {
    fc.assert(
      fc.property(period, (whole) => {
        const windows = windowsOf(whole)
        expect(windows[0]?.to).toEqual(whole.to)
        expect(windows.at(-1)?.from).toEqual(whole.from)
        windows.forEach((window, index) => {
          expect(lengthOf(window)).toBeLessThanOrEqual(MAX_WINDOW_MS)
          const newer = windows[index - 1]
          if (newer) expect(window.to).toEqual(newer.from)
        })
      }),
    )
  })
})

describe('halves of a window', () => {
  test('cover it, newest first, and are both shorter', () => {
    fc.assert(
      fc.property(period, (whole) => {
        const parts = halves(whole)
        if (!parts) {
          expect(lengthOf(whole)).toBeLessThanOrEqual(1)
          return
        }
        const [newer, older] = parts
        expect(older.from).toEqual(whole.from)
        expect(newer.from).toEqual(older.to)
        expect(newer.to).toEqual(whole.to)
        for (const part of parts) {
          expect(lengthOf(part)).toBeGreaterThan(0)
          expect(lengthOf(part)).toBeLessThan(lengthOf(whole))
        }
      }),
    )
  })

  test('of a window that is halved again and again come to an end', () => {
    let window: SyncWindow | undefined = { from: new Date(0), to: new Date(MAX_WINDOW_MS) }
    let cuts = 0
    while (window) {
      window = halves(window)?.[0]
      cuts += 1
    }
    expect(cuts).toBeLessThan(40)
  })
})

describe('the way back into history', () => {
  test('reaches its beginning, joined week by week', () => {
    fc.assert(
      fc.property(period, ({ from: oldest, to: now }) => {
        let covered = now
        for (let window = olderWindow(covered, oldest); window; ) {
          expect(window.to).toEqual(covered)
          expect(lengthOf(window)).toBeGreaterThan(0)
          expect(lengthOf(window)).toBeLessThanOrEqual(MAX_WINDOW_MS)
          covered = window.from
          window = olderWindow(covered, oldest)
        }
        expect(covered).toEqual(oldest)
      }),
    )
  })
})

describe('catching up', () => {
  test('reads hours of what is known again, a week at most, and gets to the present', () => {
    fc.assert(
      fc.property(period, ({ from: syncedThrough, to: now }) => {
        const oldest = new Date(syncedThrough.getTime() - 10 * OVERLAP_MS)
        let through = syncedThrough
        for (let pass = 0; through < now; pass += 1) {
          const window = newerWindow(through, oldest, now)
          expect(through.getTime() - window.from.getTime()).toBe(OVERLAP_MS)
          expect(lengthOf(window)).toBeLessThanOrEqual(MAX_WINDOW_MS)
          expect(window.to.getTime()).toBeGreaterThan(through.getTime())
          through = window.to
          expect(pass).toBeLessThan(200)
        }
        expect(through).toEqual(now)
      }),
    )
  })

  test('asks for nothing before the account existed', () => {
    const oldest = new Date('2026-01-01T00:00:00Z')
    const now = new Date('2026-01-01T01:00:00Z')
    expect(newerWindow(oldest, oldest, now)).toEqual({ from: oldest, to: now })
  })
})
