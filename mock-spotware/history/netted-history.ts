import { oppositeSide } from '@/mock-spotware/accounts/opposite-side'
import type { OpenPosition, Side } from '@/mock-spotware/accounts/records'
import { DAY_MS, HOUR_MS } from '@/mock-spotware/duration'
import type { BrokerSymbol } from '@/mock-spotware/market/broker'
import { nextOpenMoment } from '@/mock-spotware/market/trading-hours'
import { createRandom, type Random } from '@/mock-spotware/random'
import { executablePrice } from './executable-price'
import { type HistoryContext, symbolNamed } from './history-context'
import { partOf, positionSize, roundToStep } from './position-size'

export interface NettedStyle {
  symbols: readonly string[]
  /** Traded without a pause: after the first order there is always a position. */
  alwaysInMarket: string
  risk: number
  edge: number
  /** Mean time a symbol is left alone after its position was closed. */
  pauseDays: number
}

const MAX_SCALE_INS = 3
const LOOK_AHEAD_MS = 20 * HOUR_MS

/** What a netting trader does next with a position. */
type Move = 'scaleIn' | 'reduce' | 'close' | 'reverse'

export function scheduleNettedTrading(context: HistoryContext, style: NettedStyle): void {
  for (const [index, name] of [...style.symbols, style.alwaysInMarket].entries()) {
    const symbol = symbolNamed(context.account, name)
    const firstAt = context.account.registeredAt + 2 * DAY_MS + index * 7 * HOUR_MS
    scheduleStep(context, style, symbol, firstAt, 0)
  }
}

function scheduleStep(
  context: HistoryContext,
  style: NettedStyle,
  symbol: BrokerSymbol,
  wantedAt: number,
  step: number,
): void {
  const at = nextOpenMoment(Math.round(wantedAt))
  context.timeline.schedule(at, () => {
    const random = createRandom(`${context.seed}/${symbol.name}/${step}`)
    act(context, style, symbol, at, random)
    const rests = context.book.findOpenPosition({ symbol }) === undefined
    const pause = rests
      ? style.pauseDays * DAY_MS * random.between(0.3, 1.7)
      : random.between(0.4, 100) * HOUR_MS
    const patience = symbol.name === style.alwaysInMarket ? 2 : 1
    scheduleStep(context, style, symbol, at + pause * patience, step + 1)
  })
}

function act(
  context: HistoryContext,
  style: NettedStyle,
  symbol: BrokerSymbol,
  at: number,
  random: Random,
): void {
  const position = context.book.findOpenPosition({ symbol })
  if (!position) {
    const side = chooseSide(context, symbol, at, random, style.edge)
    trade(context, symbol, side, size(context, style, symbol, at, random), at)
    return
  }
  const opposite = oppositeSide(position.side)
  switch (chooseMove(position, random, symbol.name === style.alwaysInMarket)) {
    case 'scaleIn':
      trade(context, symbol, position.side, roundToStep(position.volume / 2n, symbol), at)
      return
    case 'reduce': {
      const part = partOf(position.volume, random.between(0.25, 0.7), symbol)
      if (part) trade(context, symbol, opposite, part, at)
      return
    }
    case 'close':
      trade(context, symbol, opposite, position.volume, at)
      return
    case 'reverse': {
      const rest = size(context, style, symbol, at, random)
      trade(context, symbol, opposite, position.volume + rest, at)
    }
  }
}

function chooseMove(position: OpenPosition, random: Random, staysInMarket: boolean): Move {
  const roll = random.next()
  if (roll < 0.24 && position.lifetime.openings.length <= MAX_SCALE_INS) return 'scaleIn'
  if (roll < 0.5) return 'reduce'
  if (roll < 0.84 && !staysInMarket) return 'close'
  return 'reverse'
}

function trade(
  { book, market }: HistoryContext,
  symbol: BrokerSymbol,
  side: Side,
  volume: bigint,
  at: number,
): void {
  book.execute({ at, symbol, side, volume, price: executablePrice(market, symbol, side, at) })
}

function size(
  { account, book, market }: HistoryContext,
  style: NettedStyle,
  symbol: BrokerSymbol,
  at: number,
  random: Random,
): bigint {
  const price = market.midPrice(symbol, at)
  return positionSize(market, account, book, symbol, {
    risk: style.risk * random.between(0.6, 1.3),
    stopDistance: price * market.typicalMove(symbol, DAY_MS),
    at,
  })
}

function chooseSide(
  { market }: HistoryContext,
  symbol: BrokerSymbol,
  at: number,
  random: Random,
  edge: number,
): Side {
  const rises = market.midPrice(symbol, at + LOOK_AHEAD_MS) > market.midPrice(symbol, at)
  return rises === random.chance(edge) ? 'BUY' : 'SELL'
}
