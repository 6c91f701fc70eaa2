import { shareOf } from '@/mock-spotware/accounts/money'
import { oppositeSide } from '@/mock-spotware/accounts/opposite-side'
import type { CashOperationKind, OpenPosition, Side } from '@/mock-spotware/accounts/records'
import { closingForNet } from '@/mock-spotware/accounts/wanted-net'
import type { BrokerSymbol } from '@/mock-spotware/market/broker'
import { executablePrice } from './executable-price'
import { type HistoryContext, symbolNamed } from './history-context'

/** One exit of a trade; the market's price where neither price nor net says otherwise. */
export interface ScriptedClosing {
  at: number
  /** In cents of a unit. */
  volume: bigint
  price?: number
  /** In minor units of the account, all costs of the closed part taken off. */
  net?: bigint
  isStopOut?: true
}

export interface ScriptedTrade {
  symbol: string
  side: Side
  /** In cents of a unit. */
  volume: bigint
  openedAt: number
  openPrice?: number
  /** Round trip of the whole volume, negative when charged; the symbol's own rule without it. */
  commission?: bigint
  /** Of the whole volume, either sign; the symbol's own rates without it. */
  swap?: bigint
  label?: string
  comment?: string
  /** In order of time. What they leave stays open. */
  closings: readonly ScriptedClosing[]
}

export interface ScriptedCash {
  at: number
  kind: CashOperationKind
  /** Signed, in minor units. */
  delta: bigint
  note?: string
}

/** What happens on an account, word for word. */
export interface Script {
  trades: readonly ScriptedTrade[]
  cash: readonly ScriptedCash[]
}

export function scheduleScript(context: HistoryContext, script: Script): void {
  const { book, timeline } = context
  for (const { at, kind, delta, note } of script.cash) {
    timeline.schedule(at, () => book.bookCash(at, kind, delta, note))
  }
  for (const trade of script.trades) {
    timeline.schedule(trade.openedAt, () => openTrade(context, trade))
  }
}

/** Costs that were written down, as far as no execution has booked them yet. */
interface CostsLeft {
  commission?: bigint
  swap?: bigint
  volume: bigint
}

function openTrade(context: HistoryContext, trade: ScriptedTrade): void {
  const { account, book, market, timeline } = context
  const { side, volume, openedAt: at, label, comment } = trade
  const symbol = symbolNamed(account, trade.symbol)
  const price = trade.openPrice ?? executablePrice(market, symbol, side, at)
  const commission = trade.commission === undefined ? undefined : trade.commission / 2n
  const { positionId } = book.execute({
    ...{ at, symbol, side, volume, price, commission, label, comment },
  })
  const position = book.openPositions.get(positionId)
  if (!position) return
  const left: CostsLeft = {
    commission:
      trade.commission === undefined ? undefined : trade.commission - trade.commission / 2n,
    swap: trade.swap,
    volume,
  }
  for (const closing of trade.closings) {
    timeline.schedule(closing.at, () => closePart(context, symbol, position, closing, left))
  }
}

function closePart(
  { account, book, market }: HistoryContext,
  symbol: BrokerSymbol,
  position: OpenPosition,
  { at, volume, price, net, isStopOut }: ScriptedClosing,
  left: CostsLeft,
): void {
  const side = oppositeSide(position.side)
  const share = (pool: bigint | undefined) =>
    pool === undefined ? undefined : shareOf(pool, volume, left.volume)
  const costs = { commission: share(left.commission), swap: share(left.swap) }
  const result =
    net === undefined
      ? { price: price ?? executablePrice(market, symbol, side, at) }
      : closingForNet(market, account, position, { at, volume, net, ...costs })
  const { positionId } = position
  book.execute({
    ...{ at, symbol, side, volume, positionId, isStopOut },
    ...costs,
    ...result,
    price: price ?? result.price,
  })
  if (left.commission !== undefined) left.commission -= costs.commission ?? 0n
  if (left.swap !== undefined) left.swap -= costs.swap ?? 0n
  left.volume -= volume
}
