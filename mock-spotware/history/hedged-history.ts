import { oppositeSide } from '@/mock-spotware/accounts/opposite-side'
import type { OpenPosition, Side } from '@/mock-spotware/accounts/records'
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '@/mock-spotware/duration'
import type { BrokerSymbol } from '@/mock-spotware/market/broker'
import { lastOpenMoment, nextOpenMoment } from '@/mock-spotware/market/trading-hours'
import { createRandom, type Random } from '@/mock-spotware/random'
import { executablePrice, roundToDigits } from './executable-price'
import { type HistoryContext, symbolNamed } from './history-context'
import { partOf, positionSize } from './position-size'
import { mondayAfter, tradingMoment } from './trading-times'

export interface HedgedStyle {
  symbols: readonly [string, ...string[]]
  /** Least and most positions opened in a week of work. */
  positionsPerWeek: readonly [number, number]
  /** Share of the balance a stopped-out position costs. */
  risk: number
  /** Probability of having chosen the side that turns out right. */
  edge: number
  /** Positions held for weeks, one begun every month, so that some are always open. */
  swingSymbols: readonly string[]
}

const labels = ['London open', 'Breakout', 'Mean reversion', 'News fade', undefined] as const
const WEEK_OFF_PROBABILITY = 0.06
const REJECTED_PROBABILITY = 0.008
const PARTLY_FILLED_PROBABILITY = 0.015
const PENDING_PROBABILITY = 0.06
const PARTIAL_CLOSE_PROBABILITY = 0.28
const MIN_HOLDING_MS = 3 * MINUTE_MS
const MAX_HOLDING_MS = 8 * DAY_MS
const MEDIAN_HOLDING_MS = 2.5 * HOUR_MS
const SWING_EVERY_MS = 30 * DAY_MS

export function scheduleHedgedTrading(context: HistoryContext, style: HedgedStyle): void {
  scheduleWeek(context, style, mondayAfter(context.account.registeredAt), 0)
  scheduleSwing(context, style, 0)
}

function scheduleWeek(
  context: HistoryContext,
  style: HedgedStyle,
  monday: number,
  week: number,
): void {
  context.timeline.schedule(monday, () => {
    const random = createRandom(`${context.seed}/week/${week}`)
    const [least, most] = style.positionsPerWeek
    const count = random.chance(WEEK_OFF_PROBABILITY) ? 0 : random.integer(least, most)
    for (let index = 0; index < count; index += 1) {
      const opening = createRandom(`${context.seed}/week/${week}/${index}`)
      const at = nextOpenMoment(tradingMoment(opening, monday))
      context.timeline.schedule(at, () => openPosition(context, style, opening, at))
    }
    scheduleWeek(context, style, monday + WEEK_MS, week + 1)
  })
}

function openPosition(
  context: HistoryContext,
  style: HedgedStyle,
  random: Random,
  at: number,
): void {
  const { account, book, market } = context
  const picked = symbolNamed(account, random.pick(style.symbols))
  const closeAt = plannedClose(random, at)
  // nobody is left in a symbol when the broker takes it off
  const isLeaving = picked.archivedAt !== undefined && closeAt >= picked.archivedAt
  const symbol = isLeaving ? symbolNamed(account, style.symbols[0]) : picked
  const side = chooseSide(context, symbol, random, at, closeAt, style.edge)
  const price = executablePrice(market, symbol, side, at)
  const distance = price * market.typicalMove(symbol, Math.max(closeAt - at, HOUR_MS / 2)) * 1.2
  const sign = side === 'BUY' ? 1 : -1
  const volume = positionSize(market, account, book, symbol, {
    risk: style.risk * random.between(0.5, 1.2),
    stopDistance: distance,
    at,
  })
  const instruction = {
    at,
    symbol,
    side,
    volume,
    price,
    stopLoss: roundToDigits(price - sign * distance, symbol.digits),
    takeProfit: roundToDigits(price + sign * distance * random.between(1.1, 2), symbol.digits),
    label: random.pick(labels),
    comment: random.chance(0.05) ? 'half size, spread was wide' : undefined,
  }
  if (random.chance(PENDING_PROBABILITY)) {
    leavePendingOrder(context, { ...instruction, price: instruction.stopLoss }, random)
  }
  if (random.chance(REJECTED_PROBABILITY)) {
    book.reject(instruction, random.pick(['REJECTED', 'INTERNALLY_REJECTED', 'ERROR', 'MISSED']))
    return
  }
  const filledVolume = random.chance(PARTLY_FILLED_PROBABILITY)
    ? partOf(volume, 0.6, symbol)
    : undefined
  const { positionId } = book.execute({ ...instruction, filledVolume })
  const position = book.openPositions.get(positionId)
  if (position) scheduleExit(context, position, random, closeAt)
}

/** An order that never met its price: it only shows up in the order list. */
function leavePendingOrder(
  context: HistoryContext,
  instruction: { at: number; symbol: BrokerSymbol; side: Side; volume: bigint; price: number },
  random: Random,
): void {
  const order = context.book.placePending({ ...instruction, orderType: 'LIMIT' })
  const endsAt = instruction.at + random.between(1, 30) * HOUR_MS
  const status = random.chance(0.7) ? 'CANCELLED' : 'EXPIRED'
  context.timeline.schedule(endsAt, (at) => context.book.endPending(order, status, at))
}

function scheduleExit(
  context: HistoryContext,
  position: OpenPosition,
  random: Random,
  plannedAt: number,
): void {
  const { at: exitAt, protectedBy } = findExit(context, position, plannedAt)
  if (random.chance(PARTIAL_CLOSE_PROBABILITY)) {
    const first = position.openedAt + (exitAt - position.openedAt) * random.between(0.25, 0.6)
    schedulePartialClose(context, position, first, random.between(0.3, 0.6))
    if (random.chance(0.3)) {
      schedulePartialClose(context, position, first + (exitAt - first) * 0.6, 0.5)
    }
  }
  context.timeline.schedule(exitAt, (at) => {
    reducePosition(context, position, position.volume, at, protectedBy)
  })
}

function schedulePartialClose(
  context: HistoryContext,
  position: OpenPosition,
  wantedAt: number,
  share: number,
): void {
  const at = lastOpenMoment(Math.round(wantedAt))
  if (at <= position.openedAt) return
  context.timeline.schedule(at, () => {
    const part = partOf(position.volume, share, position.symbol)
    if (part) reducePosition(context, position, part, at)
  })
}

function reducePosition(
  { book, market }: HistoryContext,
  position: OpenPosition,
  volume: bigint,
  at: number,
  protectedBy?: 'STOP_LOSS_TAKE_PROFIT',
): void {
  const side = oppositeSide(position.side)
  const { symbol, positionId } = position
  const price = executablePrice(market, symbol, side, at)
  book.execute({ at, symbol, side, volume, price, positionId, orderType: protectedBy })
}

/** When the stop loss or take profit is met before the planned moment, that is the exit. */
function findExit(
  { market }: HistoryContext,
  position: OpenPosition,
  plannedAt: number,
): { at: number; protectedBy?: 'STOP_LOSS_TAKE_PROFIT' } {
  const { symbol, stopLoss, takeProfit, side } = position
  if (stopLoss === undefined || takeProfit === undefined) return { at: plannedAt }
  const isMet = (price: number) =>
    side === 'BUY'
      ? price <= stopLoss || price >= takeProfit
      : price >= stopLoss || price <= takeProfit
  for (let hour = position.openedAt + HOUR_MS; hour < plannedAt; hour += HOUR_MS) {
    if (!isMet(market.roughPrice(symbol, hour))) continue
    for (let minute = hour - HOUR_MS; minute < hour; minute += MINUTE_MS) {
      const at = lastOpenMoment(minute)
      if (at > position.openedAt && isMet(market.midPrice(symbol, at))) {
        return { at, protectedBy: 'STOP_LOSS_TAKE_PROFIT' }
      }
    }
  }
  return { at: plannedAt }
}

function plannedClose(random: Random, openedAt: number): number {
  const holding = MEDIAN_HOLDING_MS * Math.exp(1.4 * random.gaussian())
  const bounded = Math.min(MAX_HOLDING_MS, Math.max(MIN_HOLDING_MS, holding))
  const closeAt = lastOpenMoment(Math.round(openedAt + bounded))
  return closeAt > openedAt ? closeAt : openedAt + MIN_HOLDING_MS
}

function chooseSide(
  { market }: HistoryContext,
  symbol: BrokerSymbol,
  random: Random,
  from: number,
  to: number,
  edge: number,
): Side {
  const rises = market.midPrice(symbol, to) > market.midPrice(symbol, from)
  return rises === random.chance(edge) ? 'BUY' : 'SELL'
}

function scheduleSwing(context: HistoryContext, style: HedgedStyle, index: number): void {
  const name = style.swingSymbols[index % style.swingSymbols.length]
  if (name === undefined) return
  const { account, book, market, timeline } = context
  const random = createRandom(`${context.seed}/swing/${index}`)
  const symbol = symbolNamed(account, name)
  const openAt = nextOpenMoment(
    account.registeredAt + 3 * DAY_MS + index * SWING_EVERY_MS + random.integer(8, 15) * HOUR_MS,
  )
  timeline.schedule(openAt, (at) => {
    const closeAt = lastOpenMoment(at + random.integer(36, 50) * DAY_MS)
    const side = chooseSide(context, symbol, random, at, closeAt, 0.6)
    const price = executablePrice(market, symbol, side, at)
    const stopDistance = price * market.typicalMove(symbol, SWING_EVERY_MS)
    const volume = positionSize(market, account, book, symbol, {
      risk: style.risk * 2,
      stopDistance,
      at,
    })
    const { positionId } = book.execute({ at, symbol, side, volume, price, label: 'Swing' })
    const position = book.openPositions.get(positionId)
    if (position) {
      schedulePartialClose(context, position, at + random.integer(12, 20) * DAY_MS, 0.4)
      timeline.schedule(closeAt, (end) => reducePosition(context, position, position.volume, end))
    }
    scheduleSwing(context, style, index + 1)
  })
}
