import { oppositeSide } from '@/mock-spotware/accounts/opposite-side'
import type { OpenPosition, Side } from '@/mock-spotware/accounts/records'
import { MINUTE_MS, WEEK_MS } from '@/mock-spotware/duration'
import { lastOpenMoment, nextOpenMoment } from '@/mock-spotware/market/trading-hours'
import { createRandom, type Random } from '@/mock-spotware/random'
import { executablePrice } from './executable-price'
import { type HistoryContext, symbolNamed } from './history-context'
import { partOf } from './position-size'
import { mondayAfter, tradingMoment } from './trading-times'

export interface ScalpingStyle {
  symbols: readonly [string, ...string[]]
  /** Least and most positions opened in a week. */
  positionsPerWeek: readonly [number, number]
  /** She stops when her deals, open and close together, are this many. */
  deals: number
  /** In minor units of the account: above it she grows careless, below it careful. */
  targetBalance: bigint
  /** Least and most size of a position, in whole units of the account's currency. */
  notional: readonly [number, number]
}

const PARTIAL_CLOSE_PROBABILITY = 0.05
const MEDIAN_HOLDING_MS = 4 * MINUTE_MS
const MIN_HOLDING_MS = 5_000
const MAX_HOLDING_MS = 90 * MINUTE_MS
/** What she gives away when ahead she wins back when behind. */
const EDGE_WHEN_BEHIND = 0.78
const EDGE_WHEN_AHEAD = 0.66

/** What is still to come of the deals she will ever make. */
interface Career {
  dealsLeft: number
}

export function scheduleScalping(context: HistoryContext, style: ScalpingStyle): void {
  const career = { dealsLeft: style.deals }
  scheduleWeek(context, style, career, mondayAfter(context.account.registeredAt), 0)
}

function scheduleWeek(
  context: HistoryContext,
  style: ScalpingStyle,
  career: Career,
  monday: number,
  week: number,
): void {
  context.timeline.schedule(monday, () => {
    const random = createRandom(`${context.seed}/week/${week}`)
    const count = random.integer(...style.positionsPerWeek)
    for (let index = 0; index < count && career.dealsLeft > 0; index += 1) {
      const position = createRandom(`${context.seed}/week/${week}/${index}`)
      const isClosedInParts = takeDeals(career, position)
      const at = nextOpenMoment(tradingMoment(position, monday))
      context.timeline.schedule(at, () =>
        openPosition(context, style, position, at, isClosedInParts),
      )
    }
    if (career.dealsLeft > 0) scheduleWeek(context, style, career, monday + WEEK_MS, week + 1)
  })
}

/** Two deals for a position, or three when it is closed in parts; in the end it comes out even. */
function takeDeals(career: Career, random: Random): boolean {
  const { dealsLeft } = career
  const isClosedInParts =
    dealsLeft === 3 || (dealsLeft > 4 && random.chance(PARTIAL_CLOSE_PROBABILITY))
  career.dealsLeft = Math.max(0, dealsLeft - (isClosedInParts ? 3 : 2))
  return isClosedInParts
}

function openPosition(
  context: HistoryContext,
  style: ScalpingStyle,
  random: Random,
  at: number,
  isClosedInParts: boolean,
): void {
  const { account, book, market, timeline } = context
  const symbol = symbolNamed(account, random.pick(style.symbols))
  const holding = MEDIAN_HOLDING_MS * Math.exp(random.gaussian())
  const bounded = Math.min(MAX_HOLDING_MS, Math.max(MIN_HOLDING_MS, holding))
  const closeAt = Math.max(at + MIN_HOLDING_MS, lastOpenMoment(Math.round(at + bounded)))
  const isAhead = book.balance > style.targetBalance
  const rises = market.midPrice(symbol, closeAt) > market.midPrice(symbol, at)
  const isRight = random.chance(isAhead ? EDGE_WHEN_AHEAD : EDGE_WHEN_BEHIND)
  const side: Side = rises === isRight ? 'BUY' : 'SELL'

  const unit = market.conversionRate(symbol.base, account.currency, at)
  const steps = (random.between(...style.notional) / unit) * (100 / Number(symbol.stepVolume))
  // two steps at least, so that it can be closed in parts
  const volume = BigInt(Math.max(2, Math.round(steps))) * symbol.stepVolume
  const price = executablePrice(market, symbol, side, at)
  const { positionId } = book.execute({ at, symbol, side, volume, price, label: 'Scalp' })
  const position = book.openPositions.get(positionId)
  if (!position) return
  if (isClosedInParts) {
    const part = partOf(volume, 0.5, symbol)
    const firstAt = lastOpenMoment(Math.round((at + closeAt) / 2))
    timeline.schedule(Math.max(at, firstAt), (moment) => reduce(context, position, part, moment))
  }
  timeline.schedule(closeAt, (moment) => reduce(context, position, undefined, moment))
}

/** Takes a part off a position, or all that is left of it. */
function reduce(
  { book, market }: HistoryContext,
  position: OpenPosition,
  part: bigint | undefined,
  at: number,
): void {
  const side = oppositeSide(position.side)
  const { symbol, positionId, volume } = position
  const price = executablePrice(market, symbol, side, at)
  book.execute({ at, symbol, side, volume: part ?? volume, price, positionId })
}
