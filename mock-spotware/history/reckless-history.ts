import { oppositeSide } from '@/mock-spotware/accounts/opposite-side'
import type { OpenPosition } from '@/mock-spotware/accounts/records'
import { closingForNet } from '@/mock-spotware/accounts/wanted-net'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/mock-spotware/duration'
import { lastOpenMoment, nextOpenMoment } from '@/mock-spotware/market/trading-hours'
import { createRandom, type Random } from '@/mock-spotware/random'
import { executablePrice } from './executable-price'
import { type HistoryContext, symbolNamed } from './history-context'
import { roundToStep } from './position-size'

export interface RecklessStyle {
  symbols: readonly [string, ...string[]]
  /** What every new beginning is paid with, in minor units of the account. */
  stake: bigint
}

/** How the last position of a campaign ends: below nothing, at nothing exactly, or well enough. */
const endings = ['negative', 'zero', 'survives'] as const
type Ending = (typeof endings)[number]

const CAMPAIGN_MS = 49 * DAY_MS
const SMALL_TRADES = 5
/** Position size as a multiple of the balance. */
const SMALL_LEVERAGE = 2.5
const FINAL_LEVERAGE = 18

/** Pays in, plays for a month, stakes everything on one position, and begins again. */
export function scheduleRecklessTrading(context: HistoryContext, style: RecklessStyle): void {
  scheduleCampaign(context, style, 0)
}

function scheduleCampaign(context: HistoryContext, style: RecklessStyle, index: number): void {
  const { account, book, timeline } = context
  const startAt = account.registeredAt + HOUR_MS + index * CAMPAIGN_MS
  timeline.schedule(startAt, (at) => {
    const random = createRandom(`${context.seed}/campaign/${index}`)
    const ending = endings[index % endings.length] ?? 'survives'
    book.bookCash(at, 'DEPOSIT', style.stake, 'Card')
    timeline.schedule(at + 6 * HOUR_MS, (later) => {
      book.bookCash(later, 'DEPOSIT_TRANSFER', style.stake / 4n, 'From another account')
    })
    for (let trade = 0; trade < SMALL_TRADES; trade += 1) {
      const wanted = at + (1 + 4 * trade) * DAY_MS + random.integer(0, 10 * HOUR_MS)
      playSmall(context, style, createRandom(`${context.seed}/${index}/${trade}`), wanted)
    }
    bookSmallChange(context, at, random)
    stakeEverything(context, style, random, at + 23 * DAY_MS, ending)
    scheduleCampaign(context, style, index + 1)
  })
}

function playSmall(
  context: HistoryContext,
  style: RecklessStyle,
  random: Random,
  wantedAt: number,
): void {
  const openAt = nextOpenMoment(wantedAt)
  context.timeline.schedule(openAt, () => {
    const position = open(context, style, random, openAt, SMALL_LEVERAGE)
    const closeAt = lastOpenMoment(openAt + random.integer(2 * HOUR_MS, 60 * HOUR_MS))
    context.timeline.schedule(Math.max(closeAt, openAt + MINUTE_MS), (at) => {
      if (!position) return
      const side = oppositeSide(position.side)
      const { symbol, volume, positionId } = position
      const price = executablePrice(context.market, symbol, side, at)
      context.book.execute({ at, symbol, side, volume, price, positionId })
    })
  })
}

/** Costs and gifts that are in no deal. */
function bookSmallChange({ book, timeline }: HistoryContext, from: number, random: Random): void {
  timeline.schedule(from + 9 * DAY_MS, (at) => {
    book.bookCash(at, 'DEPOSIT_REBATE', share(book.balance, random.integer(1, 9)), 'Volume rebate')
  })
  timeline.schedule(from + 12 * DAY_MS, (at) => {
    book.bookCash(at, 'DEPOSIT_SWAP', share(book.balance, random.integer(1, 4)), 'Swap correction')
  })
  timeline.schedule(from + 16 * DAY_MS, (at) => {
    book.bookCash(at, 'WITHDRAW_SWAP', -share(book.balance, random.integer(2, 6)), 'Late swap')
  })
  timeline.schedule(from + 20 * DAY_MS, (at) => {
    book.bookCash(at, 'WITHDRAW_GSL_CHARGE', -share(book.balance, 3), 'Guaranteed stop loss')
  })
}

/** One position with the whole account behind it, which the server closes in two parts. */
function stakeEverything(
  context: HistoryContext,
  style: RecklessStyle,
  random: Random,
  wantedAt: number,
  ending: Ending,
): void {
  const { book, timeline } = context
  const openAt = nextOpenMoment(wantedAt)
  timeline.schedule(openAt, () => {
    const position = open(context, style, random, openAt, FINAL_LEVERAGE)
    if (!position) return
    const firstAt = nextOpenMoment(openAt + random.integer(20, 50) * HOUR_MS)
    const secondAt = nextOpenMoment(firstAt + random.integer(3, 90) * MINUTE_MS)
    if (ending === 'survives') {
      timeline.schedule(firstAt, (at) => {
        close(context, position, position.volume, share(book.balance, random.integer(80, 300)), at)
      })
      timeline.schedule(secondAt + DAY_MS, (at) => takeOut(context, at))
      return
    }
    timeline.schedule(firstAt, (at) => {
      const half = roundToStep(position.volume / 2n, position.symbol)
      close(context, position, half, -share(book.balance, random.integer(400, 600)), at, true)
    })
    timeline.schedule(secondAt, (at) => {
      const below = ending === 'negative' ? share(style.stake, random.integer(20, 90)) : 0n
      close(context, position, position.volume, -book.balance - below, at, true)
    })
    if (ending === 'negative') timeline.schedule(secondAt + DAY_MS, (at) => protect(context, at))
  })
}

function protect({ book }: HistoryContext, at: number): void {
  book.bookCash(
    at,
    'DEPOSIT_NEGATIVE_BALANCE_PROTECTION',
    -book.balance,
    'Negative balance protection',
  )
}

function takeOut({ book, timeline }: HistoryContext, at: number): void {
  book.bookCash(at, 'WITHDRAW', -share(book.balance, 600))
  book.bookCash(at, 'WITHDRAW_TRANSFER', -share(book.balance, 500), 'To another account')
  timeline.schedule(at + 15 * DAY_MS, (later) => {
    book.bookCash(later, 'WITHDRAW_INACTIVITY_FEE', -share(book.balance, 10), 'Inactivity')
  })
}

function open(
  { account, book, market }: HistoryContext,
  style: RecklessStyle,
  random: Random,
  at: number,
  leverage: number,
): OpenPosition | undefined {
  const symbol = symbolNamed(account, random.pick(style.symbols))
  const side = random.chance(0.5) ? 'BUY' : 'SELL'
  const balance = Number(book.balance) / 10 ** account.moneyDigits
  const units = (balance * leverage) / market.conversionRate(symbol.base, account.currency, at)
  const least = 2n * symbol.stepVolume
  const wanted = roundToStep(BigInt(Math.max(0, Math.round(units * 100))), symbol)
  const { positionId } = book.execute({
    ...{ at, symbol, side, label: 'All in' },
    volume: wanted < least ? least : wanted,
    price: executablePrice(market, symbol, side, at),
  })
  return book.openPositions.get(positionId)
}

function close(
  { account, book, market }: HistoryContext,
  position: OpenPosition,
  volume: bigint,
  net: bigint,
  at: number,
  isStopOut?: true,
): void {
  const { symbol, positionId } = position
  book.execute({
    ...{ at, symbol, volume, positionId, isStopOut },
    side: oppositeSide(position.side),
    ...closingForNet(market, account, position, { at, volume, net }),
  })
}

/** So many thousandths of an amount, and at least one minor unit. */
function share(amount: bigint, thousandths: number): bigint {
  const part = (amount * BigInt(thousandths)) / 1_000n
  return part > 0n ? part : 1n
}
