import type { Closing, Deal, Direction, Source } from './deal'
import { Dec, sum, sumIfAll } from './decimal'
import type { SymbolFacts } from './symbol'

/**
 * A trade: one position from its first opening to its last closing. A netted position that is
 * reversed is two trades, because the trader's idea changed sides there.
 */
export type Trade<D extends Deal = Deal> = {
  deals: D[]
  positionKey: string
  positionId: bigint | null
  source: Source
  symbol: string
  direction: Direction
  /** false while part of the position is open. */
  closed: boolean
  /** null when the opening is not known: never the closing time in disguise. */
  openedAt: Date | null
  closedAt: Date
  /** Closed so far, in `quantityUnit`. */
  quantity: Dec
  quantityUnit: string
  /** Weighted by volume. */
  entryPrice: Dec
  exitPrice: Dec
  priceDigits: number
  pips: Dec | null
  gross: Dec | null
  commission: Dec | null
  swap: Dec | null
  conversionFee: Dec | null
  net: Dec
  closingDeals: number
}

type ClosingDeal<D extends Deal> = D & { closing: Closing }

/** One side's run of a position while it is being put together. */
type Lifetime<D extends Deal> = {
  direction: Direction
  deals: D[]
  /** Volume-weighted parts of the entry: whole opening deals, or the rest of a reversing one. */
  openings: { volume: bigint; price: Dec; at: Date }[]
  closings: ClosingDeal<D>[]
  opened: bigint
  closedVolume: bigint
}

const OPENED_BY = { BUY: 'LONG', SELL: 'SHORT' } as const
const CLOSED_BY = { BUY: 'SHORT', SELL: 'LONG' } as const

/**
 * Puts the deals of one position together into trades, oldest first. Every trade has at least one
 * closing deal; a position that was only opened gives none yet.
 *
 * Deals may be missing at the old end, because history arrives newest first: then the entry comes
 * from the closing deals and the opening time stays unknown until the opening deals arrive.
 *
 * @param deals all known deals of one position, in any order
 * @param stillOpen whether the provider lists the position among the open ones
 */
export function buildTrades<D extends Deal>(
  deals: D[],
  symbol: SymbolFacts | null,
  stillOpen: boolean,
): Trade<D>[] {
  const lifetimes = splitIntoLifetimes([...deals].sort(byExecution))
  return lifetimes
    .filter(({ closings }) => closings.length > 0)
    .map((lifetime) => {
      const isLast = lifetime === lifetimes.at(-1)
      return toTrade(lifetime, symbol, isLast && isOpen(lifetime, stillOpen))
    })
}

function byExecution(a: Deal, b: Deal): number {
  return (
    a.executedAt.getTime() - b.executedAt.getTime() ||
    compareBigints(a.dealId ?? 0n, b.dealId ?? 0n) ||
    a.occurrence - b.occurrence
  )
}

function compareBigints(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function splitIntoLifetimes<D extends Deal>(deals: D[]): Lifetime<D>[] {
  const lifetimes: Lifetime<D>[] = []
  const current = () => lifetimes.at(-1)
  const begin = (direction: Direction): Lifetime<D> => {
    const lifetime: Lifetime<D> = {
      direction,
      deals: [],
      openings: [],
      closings: [],
      opened: 0n,
      closedVolume: 0n,
    }
    lifetimes.push(lifetime)
    return lifetime
  }
  for (const deal of deals) {
    if (isClosing(deal)) {
      const lifetime = continues(current(), CLOSED_BY[deal.side]) ?? begin(CLOSED_BY[deal.side])
      lifetime.deals.push(deal)
      lifetime.closings.push(deal)
      lifetime.closedVolume += deal.closing.volume ?? 0n
      const rest = (deal.volume ?? 0n) - (deal.closing.volume ?? deal.volume ?? 0n)
      // Closed more than was open: the rest opens the other side at the same price (Open API notes §10).
      if (rest > 0n) addOpening(begin(OPENED_BY[deal.side]), deal, rest)
    } else {
      const direction = OPENED_BY[deal.side]
      const before = continues(current(), direction)
      const lifetime = before && !isFinished(before) ? before : begin(direction)
      lifetime.deals.push(deal)
      addOpening(lifetime, deal, deal.volume ?? 0n)
    }
  }
  return lifetimes
}

function isClosing<D extends Deal>(deal: D): deal is ClosingDeal<D> {
  return deal.closing !== null
}

function addOpening<D extends Deal>(lifetime: Lifetime<D>, deal: D, volume: bigint): void {
  lifetime.openings.push({ volume, price: deal.price, at: deal.executedAt })
  lifetime.opened += volume
}

function continues<D extends Deal>(
  lifetime: Lifetime<D> | undefined,
  direction: Direction,
): Lifetime<D> | null {
  return lifetime?.direction === direction ? lifetime : null
}

function isFinished<D extends Deal>({ opened, closedVolume }: Lifetime<D>): boolean {
  return opened > 0n && opened === closedVolume
}

/** Whether we know how the whole of the closed volume was opened. */
function openingsKnown<D extends Deal>({ opened, closedVolume }: Lifetime<D>): boolean {
  return opened > 0n && opened >= closedVolume
}

function isOpen<D extends Deal>(lifetime: Lifetime<D>, stillOpen: boolean): boolean {
  return openingsKnown(lifetime) ? lifetime.opened > lifetime.closedVolume : stillOpen
}

function toTrade<D extends Deal>(
  lifetime: Lifetime<D>,
  symbol: SymbolFacts | null,
  open: boolean,
): Trade<D> {
  const { closings, direction } = lifetime
  const first = closings[0] as ClosingDeal<D>
  const last = closings.at(-1) as ClosingDeal<D>
  const known = openingsKnown(lifetime)
  const entryPrice = known
    ? weighted(lifetime.openings.map(({ volume, price }) => [new Dec(volume.toString()), price]))
    : weighted(closings.map(({ closing }) => [closing.quantity, closing.entryPrice]))
  const exitPrice = weighted(closings.map(({ closing, price }) => [closing.quantity, price]))
  return {
    deals: lifetime.deals,
    positionKey: first.positionKey,
    positionId: first.positionId,
    source: combinedSource(lifetime.deals),
    symbol: last.symbol,
    direction,
    closed: !open,
    openedAt: known ? (lifetime.openings[0]?.at ?? null) : first.closing.positionOpenedAt,
    closedAt: last.executedAt,
    quantity: sum(closings.map(({ closing }) => closing.quantity)),
    quantityUnit: last.quantityUnit,
    entryPrice,
    exitPrice,
    priceDigits: symbol?.digits ?? mostDecimals(closings),
    pips: pipsMade(direction, entryPrice, exitPrice, symbol),
    gross: sumIfAll(closings.map(({ closing }) => closing.gross)),
    commission: sumIfAll(closings.map(({ closing }) => closing.commission)),
    swap: sumIfAll(closings.map(({ closing }) => closing.swap)),
    conversionFee: sumIfAll(closings.map(({ closing }) => closing.conversionFee)),
    net: sum(closings.map(({ closing }) => closing.net)),
    closingDeals: closings.length,
  }
}

function weighted(parts: [weight: Dec, value: Dec][]): Dec {
  const [first] = parts
  // Nearly every position is entered and left at one price each: nothing to weigh.
  if (first && parts.every(([, value]) => value.equals(first[1]))) return first[1]
  const total = sum(parts.map(([weight]) => weight))
  if (total.isZero()) return first?.[1] ?? new Dec(0)
  return sum(parts.map(([weight, value]) => weight.times(value))).dividedBy(total)
}

function combinedSource(deals: Deal[]): Source {
  const sources = new Set(deals.map(({ source }) => source))
  if (sources.size === 1) return deals[0]?.source ?? 'SYNC'
  return sources.has('FILE') || sources.has('BOTH') ? 'BOTH' : 'SYNC'
}

function mostDecimals(closings: ClosingDeal<Deal>[]): number {
  return Math.max(...closings.map(({ price }) => price.decimalPlaces()))
}

function pipsMade(
  direction: Direction,
  entry: Dec,
  exit: Dec,
  symbol: SymbolFacts | null,
): Dec | null {
  if (symbol?.pipPosition == null) return null
  const move = direction === 'LONG' ? exit.minus(entry) : entry.minus(exit)
  return move.times(new Dec(10).pow(symbol.pipPosition))
}
