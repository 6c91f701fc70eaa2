import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '@/mock-spotware/duration'
import { type Bar, barAt } from '@/mock-spotware/market/bars'
import { MARKET_START } from '@/mock-spotware/market/market'
import type { WirePayload } from '@/mock-spotware/open-api/envelope'
import {
  checkLength,
  checkOrder,
  cutToChunk,
  type HistoryWindow,
} from '@/mock-spotware/open-api/history-window'
import {
  defineAccountRequest,
  int64,
  type RequestKind,
  reply,
} from '@/mock-spotware/open-api/request-kind'
import { wireEnum } from '@/mock-spotware/open-api/wire-schema'
import { findSymbol } from './reference-requests'

interface Period {
  name: string
  /** When the bar with that number opens; the first has number 0. */
  openingOf(index: number): number
  /** The number of the last bar that opens at or before that moment; negative before the first. */
  indexAt(at: number): number
  /** Longest window one request may ask for. */
  longestWindow: number
}

const SHORT_WINDOW = 3_024_000_000
const MIDDLE_WINDOW = 21_168_000_000
const LONG_WINDOW = 31_622_400_000
const LONGEST_WINDOW = 158_112_000_000
/** Other requests are served after this long, however many bars are still to be made. */
const SLICE_MS = 25

/** Bars of equal length, since the market's first Monday. */
function fixed(name: string, length: number, longestWindow: number): Period {
  return {
    name,
    openingOf: (index) => MARKET_START + index * length,
    indexAt: (at) => Math.floor((at - MARKET_START) / length),
    longestWindow,
  }
}

/** Calendar months in UTC, from the market's first whole one on. */
function calendarMonths(name: string, longestWindow: number): Period {
  const start = new Date(MARKET_START)
  const first = start.getUTCFullYear() * 12 + start.getUTCMonth() + 1
  return {
    name,
    openingOf: (index) => Date.UTC(Math.floor((first + index) / 12), (first + index) % 12),
    indexAt: (at) => {
      const date = new Date(at)
      return date.getUTCFullYear() * 12 + date.getUTCMonth() - first
    },
    longestWindow,
  }
}
const periods: readonly Period[] = [
  fixed('M1', MINUTE_MS, SHORT_WINDOW),
  fixed('M2', 2 * MINUTE_MS, SHORT_WINDOW),
  fixed('M3', 3 * MINUTE_MS, SHORT_WINDOW),
  fixed('M4', 4 * MINUTE_MS, SHORT_WINDOW),
  fixed('M5', 5 * MINUTE_MS, SHORT_WINDOW),
  fixed('M10', 10 * MINUTE_MS, MIDDLE_WINDOW),
  fixed('M15', 15 * MINUTE_MS, MIDDLE_WINDOW),
  fixed('M30', 30 * MINUTE_MS, MIDDLE_WINDOW),
  fixed('H1', HOUR_MS, MIDDLE_WINDOW),
  fixed('H4', 4 * HOUR_MS, LONG_WINDOW),
  fixed('H12', 12 * HOUR_MS, LONG_WINDOW),
  fixed('D1', DAY_MS, LONG_WINDOW),
  fixed('W1', WEEK_MS, LONGEST_WINDOW),
  calendarMonths('MN1', LONGEST_WINDOW),
]
const periodByNumber = new Map(
  periods.map((period) => [wireEnum('ProtoOATrendbarPeriod', period.name), period]),
)
const periodNumbers = z.union([
  z.int(),
  z
    .enum(periods.map(({ name }) => name))
    .transform((name) => wireEnum('ProtoOATrendbarPeriod', name)),
])
const knownPeriod = periodNumbers.transform((number, context) => {
  const period = periodByNumber.get(number)
  if (period) return { ...period, number }
  context.addIssue('unknown period')
  return z.NEVER
})

export const trendbarRequests: readonly RequestKind[] = [
  defineAccountRequest(
    {
      message: 'ProtoOAGetTrendbarsReq',
      isHistorical: true,
      request: z.object({
        fromTimestamp: int64.optional(),
        toTimestamp: int64.optional(),
        period: knownPeriod,
        symbolId: int64,
        count: z.int().positive().optional(),
      }),
    },
    async ({ profile }, request, { world }) => {
      const { period, count } = request
      const { behaviour, clock, market } = world
      const symbol = findSymbol(profile.broker, request.symbolId, world)
      const to = request.toTimestamp ?? clock.now()
      const from = request.fromTimestamp ?? Math.max(0, to - period.longestWindow)
      checkOrder({ from, to })
      checkLength({ from, to }, period.longestWindow)

      const walksBack = count !== undefined || behaviour.keptEnd === 'newest'
      // one more than fits tells that there is more
      const wanted = count ?? behaviour.chunkSize + 1
      const bars = await collect(indexes({ from, to }, period, walksBack), wanted, (index) => {
        const until = Math.min(period.openingOf(index + 1), clock.now())
        return barAt(market, symbol, period.openingOf(index), until)
      })
      const inOrder = walksBack ? bars.reverse() : bars
      const { rows, hasMore } = cutToChunk(inOrder, { ...behaviour, listOrder: 'oldestFirst' })
      return reply('ProtoOAGetTrendbarsRes', {
        ctidTraderAccountId: profile.accountId,
        period: period.number,
        // deprecated, but clients built from an older schema cannot read the answer without it
        timestamp: to,
        trendbar: rows.map((bar) => wireBar(bar, symbol.digits, period.number)),
        symbolId: symbol.symbolId,
        hasMore,
      })
    },
  ),
]

/** The numbers of the bars that open within a window, from its beginning or from its end. */
function* indexes(
  { from, to }: HistoryWindow,
  { openingOf, indexAt }: Period,
  walksBack: boolean,
): Generator<number> {
  const first = Math.max(0, openingOf(indexAt(from)) === from ? indexAt(from) : indexAt(from) + 1)
  const last = indexAt(to)
  for (let step = 0; step <= last - first; step += 1) yield walksBack ? last - step : first + step
}

/** Makes bars until there are enough; there is none for a time when the market was closed. */
async function collect(
  numbers: Iterable<number>,
  wanted: number,
  make: (index: number) => Bar | undefined,
): Promise<Bar[]> {
  const bars: Bar[] = []
  let sliceEnd = performance.now() + SLICE_MS
  for (const number of numbers) {
    const bar = make(number)
    if (bar) bars.push(bar)
    if (bars.length >= wanted) break
    if (performance.now() < sliceEnd) continue
    await setImmediate()
    sliceEnd = performance.now() + SLICE_MS
  }
  return bars
}

/** Prices travel times 100,000 whatever the symbol's digits are, all but the low as distances. */
function wireBar(bar: Bar, digits: number, period: number): WirePayload {
  const scaled = (price: number) => Math.round(Number(price.toFixed(digits)) * 100_000)
  const low = scaled(bar.low)
  return {
    volume: bar.ticks,
    period,
    low,
    deltaOpen: scaled(bar.open) - low,
    deltaClose: scaled(bar.close) - low,
    deltaHigh: scaled(bar.high) - low,
    utcTimestampInMinutes: bar.openedAt / MINUTE_MS,
  }
}
