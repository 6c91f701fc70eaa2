import type { Behaviour } from '@/mock-spotware/behaviour'
import { DAY_MS, WEEK_MS } from '@/mock-spotware/duration'
import { OpenApiError } from './open-api-error'
import { int64 } from './request-kind'

/** The last moment the wire can name, 2038-01-19. */
const LAST_TIMESTAMP = 2_147_483_646_000

/** The fields of a request that bound a list in time. */
export const boundsShape = { fromTimestamp: int64.optional(), toTimestamp: int64.optional() }

interface Bounds {
  fromTimestamp?: number
  toTimestamp?: number
}

export interface HistoryWindow {
  from: number
  to: number
}

/** The window of a list: a missing end is now, a missing beginning is as early as allowed. */
export function boundedWindow(bounds: Bounds, behaviour: Behaviour, now: number): HistoryWindow {
  const to = bounds.toTimestamp ?? Math.max(now, bounds.fromTimestamp ?? 0)
  const earliest = behaviour.historyWindow === 'oneWeek' ? Math.max(0, to - WEEK_MS) : 0
  const window = { from: bounds.fromTimestamp ?? earliest, to }
  checkOrder(window)
  if (behaviour.historyWindow === 'oneWeek') checkLength(window, WEEK_MS)
  return keptPart(window, behaviour, now)
}

/** The window of a list that is about one position: unlimited where a bound is missing. */
export function positionWindow(bounds: Bounds, behaviour: Behaviour, now: number): HistoryWindow {
  const window = { from: bounds.fromTimestamp ?? 0, to: bounds.toTimestamp ?? LAST_TIMESTAMP }
  checkOrder(window)
  const isBounded = bounds.fromTimestamp !== undefined && bounds.toTimestamp !== undefined
  if (isBounded && behaviour.historyWindow === 'oneWeek') checkLength(window, WEEK_MS)
  return keptPart(window, behaviour, now)
}

/** What a list looks through where nothing older is kept: nothing, when all of the window is older. */
export function keptPart(
  { from, to }: HistoryWindow,
  { keptHistoryDays }: Behaviour,
  now: number,
): HistoryWindow {
  return { from: Math.max(from, now - keptHistoryDays * DAY_MS), to }
}

export function checkOrder({ from, to }: HistoryWindow): void {
  if (from < 0 || to > LAST_TIMESTAMP || from > to) {
    throw new OpenApiError('INCORRECT_BOUNDARIES', 'fromTimestamp and toTimestamp are invalid')
  }
}

export function checkLength({ from, to }: HistoryWindow, longest: number): void {
  if (to - from > longest) {
    throw new OpenApiError('INCORRECT_BOUNDARIES', `The window is longer than ${longest} ms`)
  }
}

/** What a list answers with: at most one chunk of rows that come oldest first, cut at one end. */
export function cutToChunk<Row>(
  rows: readonly Row[],
  { chunkSize, keptEnd, listOrder }: Behaviour,
  maxRows = chunkSize,
): { rows: readonly Row[]; hasMore: boolean } {
  const limit = Math.min(maxRows, chunkSize)
  const hasMore = rows.length > limit
  const kept = keptEnd === 'newest' ? rows.slice(-limit) : rows.slice(0, limit)
  return { rows: inListOrder(hasMore ? kept : rows, listOrder), hasMore }
}

/** Rows that come oldest first, in the order in which they are sent. */
export function inListOrder<Row>(
  rows: readonly Row[],
  listOrder: Behaviour['listOrder'],
): readonly Row[] {
  return listOrder === 'oldestFirst' ? rows : rows.toReversed()
}
