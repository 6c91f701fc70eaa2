import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '@/mock-spotware/duration'
import { isMarketOpen } from '@/mock-spotware/market/trading-hours'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { ANA_DEMO, control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'

let mock: MockSpotware
let client: JsonClient

beforeAll(async () => {
  mock = await startTestMock({ historicalRequestsPerSecond: 1_000 })
  client = await JsonClient.authenticated(mock, 'demo')
  const { accessToken } = await grantTo(mock, 'ana')
  await client.ask(numbers.accountAuth, { ctidTraderAccountId: ANA_DEMO, accessToken })
})
afterAll(async () => {
  client.close()
  await mock.close()
})
beforeEach(() => control(mock, 'POST', '/control/behaviour', { chunkSize: 500, keptEnd: 'newest' }))

const answerSchema = z.object({
  trendbar: z
    .array(
      z.object({
        low: z.number(),
        deltaOpen: z.number(),
        deltaClose: z.number(),
        deltaHigh: z.number(),
        volume: z.number().positive(),
        utcTimestampInMinutes: z.number(),
      }),
    )
    .default([]),
  hasMore: z.boolean(),
})

async function ask(request: Record<string, unknown>) {
  return client.ask(numbers.trendbars, {
    ctidTraderAccountId: ANA_DEMO,
    symbolId: 1,
    ...request,
  })
}

async function bars(request: Record<string, unknown>) {
  const { trendbar, hasMore } = answerSchema.parse((await ask(request)).payload)
  for (const bar of trendbar) {
    expect(bar.deltaOpen).toBeLessThanOrEqual(bar.deltaHigh)
    expect(bar.deltaClose).toBeLessThanOrEqual(bar.deltaHigh)
  }
  return { openings: trendbar.map((bar) => bar.utcTimestampInMinutes * MINUTE_MS), hasMore }
}

const wednesday = Date.UTC(2026, 5, 10, 12)
const monday = Date.UTC(2026, 5, 8)

describe.each([
  ['M1', 1, MINUTE_MS],
  ['M2', 2, 2 * MINUTE_MS],
  ['M3', 3, 3 * MINUTE_MS],
  ['M4', 4, 4 * MINUTE_MS],
  ['M5', 5, 5 * MINUTE_MS],
  ['M10', 6, 10 * MINUTE_MS],
  ['M15', 7, 15 * MINUTE_MS],
  ['M30', 8, 30 * MINUTE_MS],
  ['H1', 9, HOUR_MS],
  ['H4', 10, 4 * HOUR_MS],
  ['H12', 11, 12 * HOUR_MS],
])('%s', (_name, period, length) => {
  test('bars follow each other within the window, both ends included', async () => {
    const window = { fromTimestamp: wednesday - 5 * length, toTimestamp: wednesday }
    const { openings, hasMore } = await bars({ ...window, period })
    expect(openings).toEqual([5, 4, 3, 2, 1, 0].map((back) => wednesday - back * length))
    expect(hasMore).toBe(false)
  })

  test('a count reaches back across the weekend', async () => {
    const { openings } = await bars({ period, toTimestamp: monday, count: 20 })
    expect(openings).toHaveLength(20)
    expect(openings.at(-1)).toBe(monday)
    expect(openings).toEqual(openings.toSorted((a, b) => a - b))
  })
})

test('days and weeks', async () => {
  const days = await bars({ period: 12, fromTimestamp: monday, toTimestamp: monday + WEEK_MS })
  // Saturday has none; Sunday opens late
  expect(days.openings).toEqual([0, 1, 2, 3, 4, 6, 7].map((day) => monday + day * DAY_MS))
  const weeks = await bars({ period: 13, toTimestamp: monday, count: 3 })
  expect(weeks.openings).toEqual([2, 1, 0].map((back) => monday - back * WEEK_MS))
})

test('months are those of the calendar', async () => {
  const { openings } = await bars({ period: 14, toTimestamp: wednesday, count: 3 })
  expect(openings).toEqual([3, 4, 5].map((month) => Date.UTC(2026, month)))
})

test('there is nothing while the market is closed', async () => {
  const saturday = Date.UTC(2026, 5, 13)
  expect(isMarketOpen(saturday)).toBe(false)
  const window = { fromTimestamp: saturday, toTimestamp: saturday + 10 * HOUR_MS }
  expect(await bars({ ...window, period: 1 })).toEqual({ openings: [], hasMore: false })
})

test.each(['newest', 'oldest'] as const)('a cut answer keeps the %s bars', async (keptEnd) => {
  await control(mock, 'POST', '/control/behaviour', { chunkSize: 4, keptEnd })
  const window = { fromTimestamp: wednesday - 9 * HOUR_MS, toTimestamp: wednesday }
  const { openings, hasMore } = await bars({ ...window, period: 9 })
  expect(hasMore).toBe(true)
  const back = keptEnd === 'newest' ? [3, 2, 1, 0] : [9, 8, 7, 6]
  expect(openings).toEqual(back.map((hours) => wednesday - hours * HOUR_MS))
})

test.each([
  [1, 3_024_000_000],
  [5, 3_024_000_000],
  [6, 21_168_000_000],
  [9, 21_168_000_000],
  [10, 31_622_400_000],
  [12, 31_622_400_000],
])('period %i takes windows up to %i ms', async (period, longest) => {
  const fits = { period, fromTimestamp: wednesday - longest, toTimestamp: wednesday }
  expect((await ask(fits)).payload.errorCode).toBeUndefined()
  const tooLong = { ...fits, fromTimestamp: wednesday - longest - 1 }
  expect((await ask(tooLong)).payload.errorCode).toBe('INCORRECT_BOUNDARIES')
})

test('what cannot be asked is refused', async () => {
  expect((await ask({ period: 15 })).payload.errorCode).toBe('INVALID_REQUEST')
  expect((await ask({ period: 1, count: 0 })).payload.errorCode).toBe('INVALID_REQUEST')
  expect((await ask({ period: 1, symbolId: 4_711 })).payload.errorCode).toBe('SYMBOL_NOT_FOUND')
})
