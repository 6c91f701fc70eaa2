import { HOUR_MS, MINUTE_MS } from '@/mock-spotware/duration'
import type { Instrument } from './instruments'
import type { Market } from './market'
import { isMarketOpen } from './trading-hours'

export interface Bar {
  openedAt: number
  open: number
  high: number
  low: number
  close: number
  /** Number of price changes. */
  ticks: number
}

const TICKS_PER_MINUTE = 24

/**
 * The bar of bid prices that begins at `openedAt`, up to `until`; undefined when the market was
 * closed throughout. The price runs straight from minute to minute, so a bar knows its extremes.
 */
export function barAt(
  market: Market,
  instrument: Instrument,
  openedAt: number,
  until: number,
): Bar | undefined {
  const halfSpread = (instrument.spreadPips * 10 ** -instrument.pipPosition) / 2
  let bar: Bar | undefined
  for (let at = openedAt; at < until; at += isMarketOpen(at) ? MINUTE_MS : HOUR_MS) {
    if (!isMarketOpen(at)) continue
    const start = market.midPrice(instrument, at) - halfSpread
    const end = market.midPrice(instrument, Math.min(at + MINUTE_MS, until)) - halfSpread
    bar ??= { openedAt, open: start, high: start, low: start, close: end, ticks: 0 }
    bar.high = Math.max(bar.high, start, end)
    bar.low = Math.min(bar.low, start, end)
    bar.close = end
    bar.ticks += TICKS_PER_MINUTE
  }
  return bar
}
