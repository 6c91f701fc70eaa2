import { z } from 'zod'
import { type Bar, barAt } from '@/mock-spotware/market/bars'
import { MARKET_START } from '@/mock-spotware/market/market'
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '@/mock-spotware/market/trading-hours'
import type { WirePayload } from '@/mock-spotware/open-api/envelope'
import { checkLength, checkOrder, cutToChunk } from '@/mock-spotware/open-api/history-window'
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
  length: number
  /** Longest window one request may ask for. */
  longestWindow: number
}

const SHORT_WINDOW = 3_024_000_000
const MIDDLE_WINDOW = 21_168_000_000
const LONG_WINDOW = 31_622_400_000
const LONGEST_WINDOW = 158_112_000_000

/** A month is not a fixed length; here it is four weeks. */
const periods: readonly Period[] = [
  { name: 'M1', length: MINUTE_MS, longestWindow: SHORT_WINDOW },
  { name: 'M2', length: 2 * MINUTE_MS, longestWindow: SHORT_WINDOW },
  { name: 'M3', length: 3 * MINUTE_MS, longestWindow: SHORT_WINDOW },
  { name: 'M4', length: 4 * MINUTE_MS, longestWindow: SHORT_WINDOW },
  { name: 'M5', length: 5 * MINUTE_MS, longestWindow: SHORT_WINDOW },
  { name: 'M10', length: 10 * MINUTE_MS, longestWindow: MIDDLE_WINDOW },
  { name: 'M15', length: 15 * MINUTE_MS, longestWindow: MIDDLE_WINDOW },
  { name: 'M30', length: 30 * MINUTE_MS, longestWindow: MIDDLE_WINDOW },
  { name: 'H1', length: HOUR_MS, longestWindow: MIDDLE_WINDOW },
  { name: 'H4', length: 4 * HOUR_MS, longestWindow: LONG_WINDOW },
  { name: 'H12', length: 12 * HOUR_MS, longestWindow: LONG_WINDOW },
  { name: 'D1', length: DAY_MS, longestWindow: LONG_WINDOW },
  { name: 'W1', length: WEEK_MS, longestWindow: LONGEST_WINDOW },
  { name: 'MN1', length: 4 * WEEK_MS, longestWindow: LONGEST_WINDOW },
]
const periodByNumber = new Map(
  periods.map((period) => [wireEnum('ProtoOATrendbarPeriod', period.name), period]),
)
const knownPeriod = z.int().transform((number, context) => {
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
    ({ profile }, request, { world }) => {
      const { period, count } = request
      const symbol = findSymbol(profile.broker, request.symbolId)
      const to = request.toTimestamp ?? world.clock.now()
      const span = count === undefined ? period.longestWindow : count * period.length
      const from = request.fromTimestamp ?? Math.max(0, to - span)
      checkOrder({ from, to })
      checkLength({ from, to }, period.longestWindow)

      const bars: WirePayload[] = []
      const end = Math.min(to, world.clock.now())
      for (
        let at = firstBar(Math.max(from, MARKET_START), period);
        at <= end;
        at += period.length
      ) {
        const bar = barAt(world.market, symbol, at, Math.min(at + period.length, end))
        if (bar) bars.push(wireBar(bar, symbol.digits, period.number))
      }
      const { rows, hasMore } = cutToChunk(
        count === undefined ? bars : bars.slice(-count),
        world.behaviour,
      )
      return reply('ProtoOAGetTrendbarsRes', {
        ctidTraderAccountId: profile.accountId,
        period: period.number,
        trendbar: rows,
        symbolId: symbol.symbolId,
        hasMore,
      })
    },
  ),
]

/** Bars start on whole multiples of their period since the market's first Monday. */
function firstBar(from: number, { length }: Period): number {
  return MARKET_START + Math.ceil((from - MARKET_START) / length) * length
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
