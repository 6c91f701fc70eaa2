import type { Side } from './deal'
import { Dec } from './decimal'

/** Nets may differ by rounding between an export and the API. */
const NET_TOLERANCE = '0.01'

/** A closing deal as somebody tells it, and how finely they tell it. */
export type Figures = {
  symbol: string
  /** Of the closing execution: a SELL closes a long. */
  side: Side
  at: Date
  /** Milliseconds between two times it can tell apart: 1, 1,000 or 60,000. */
  timeStep: number
  price: Dec
  /** Digits after the decimal mark as written (`1.08520` has five); null when it tells all there are. */
  priceDecimals: number | null
  quantity: Dec
  quantityUnit: string
  net: Dec
}

export type FigureField = 'symbol' | 'side' | 'at' | 'price' | 'quantity' | 'net'

/** The one rule for "these are the same closing deal, by its figures". It does not care who is asked first. */
export function sameFigures(a: Figures, b: Figures): boolean {
  return figuresThatDiffer(a, b).length === 0
}

/** What speaks against two tellings being one deal, as far as both are precise enough to say. */
export function figuresThatDiffer(a: Figures, b: Figures): FigureField[] {
  const differing: FigureField[] = []
  if (plainSymbol(a.symbol) !== plainSymbol(b.symbol)) differing.push('symbol')
  if (a.side !== b.side) differing.push('side')
  if (!sameTime(a, b)) differing.push('at')
  if (!samePrice(a.price, b.price, coarser(a.priceDecimals, b.priceDecimals)))
    differing.push('price')
  if (a.quantityUnit === b.quantityUnit && !a.quantity.equals(b.quantity))
    differing.push('quantity')
  if (a.net.minus(b.net).abs().greaterThan(NET_TOLERANCE)) differing.push('net')
  return differing
}

function plainSymbol(symbol: string): string {
  return symbol.trim().toUpperCase()
}

function sameTime(a: Figures, b: Figures): boolean {
  const step = Math.max(a.timeStep, b.timeStep)
  return Math.floor(a.at.getTime() / step) === Math.floor(b.at.getTime() / step)
}

/** Equal as far as it is written: exports round or cut what the API tells in full. */
export function samePrice(a: Dec, b: Dec, decimals: number | null): boolean {
  if (decimals === null) return a.equals(b)
  return a.minus(b).abs().lessThan(new Dec(10).pow(-decimals))
}

function coarser(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b)
}

/** A row of one file. */
export type ToldDeal = { dealId: bigint | null; fingerprint: string; figures: Figures }

/** A deal of the account; without figures when it closes nothing. */
export type KnownDeal = {
  dealId: bigint | null
  /** Of the file rows that are this deal, by `rowKey`. */
  rows: readonly string[]
  figures: Figures | null
}

/** Rows of two files are the same row only when both are written equally finely. */
export function rowKey(fingerprint: string, timeStep: number): string {
  return `${timeStep}|${fingerprint}`
}

export type MatchedBy = 'deal-id' | 'fingerprint' | 'figures'

/**
 * Which deal of an account each row of one file is. The surest evidence goes first over all rows:
 * the deal id, then the same row in an earlier file, then the same figures. Every deal answers for
 * one row only, so two equal fills in the file need two in the account; of equals the first known
 * one goes first. Two different deal ids are two deals, however alike.
 */
export function meet<Known extends KnownDeal>(
  rows: readonly ToldDeal[],
  known: readonly Known[],
): ({ deal: Known; by: MatchedBy } | null)[] {
  const met: ({ deal: Known; by: MatchedBy } | null)[] = rows.map(() => null)
  if (known.length === 0) return met
  const taken = new Set<Known>()
  const take = (index: number, deal: Known | undefined, by: MatchedBy) => {
    if (!deal) return
    taken.add(deal)
    met[index] = { deal, by }
  }
  const byId = new Map<bigint, Known>()
  const withId = new Queues<Known>()
  const withoutId = new Queues<Known>()
  for (const deal of known) {
    if (deal.dealId !== null) byId.set(deal.dealId, deal)
    const queues = deal.dealId === null ? withoutId : withId
    for (const key of deal.rows) queues.add(key, deal)
  }
  rows.forEach(({ dealId }, index) => {
    const deal = dealId === null ? undefined : byId.get(dealId)
    if (deal && !taken.has(deal)) take(index, deal, 'deal-id')
  })
  rows.forEach((row, index) => {
    if (met[index]) return
    const key = rowKey(row.fingerprint, row.figures.timeStep)
    const deal = row.dealId === null ? withId.next(key, taken) : undefined
    take(index, deal ?? withoutId.next(key, taken), 'fingerprint')
  })
  const left = known.filter((deal) => !taken.has(deal))
  if (left.length === 0) return met
  const figures = new FiguresIndex(left)
  // Closings of one second may be a cent apart: equal nets first, or another is left without its own.
  for (const exactly of [true, false])
    rows.forEach((row, index) => {
      if (!met[index]) take(index, figures.take(row, exactly), 'figures')
    })
  return met
}

/** First come, first served, by key. */
class Queues<Item> {
  readonly #queues = new Map<string, { items: Item[]; at: number }>()

  add(key: string, item: Item): void {
    const queue = this.#queues.get(key)
    if (queue) queue.items.push(item)
    else this.#queues.set(key, { items: [item], at: 0 })
  }

  next(key: string, taken: ReadonlySet<Item>): Item | undefined {
    const queue = this.#queues.get(key)
    while (queue && queue.at < queue.items.length) {
      const item = queue.items[queue.at] as Item
      queue.at += 1
      if (!taken.has(item)) return item
    }
    return undefined
  }
}

/** One missing id leaves it open. */
function mayBeOne(row: ToldDeal, deal: KnownDeal): boolean {
  return row.dealId === null || deal.dealId === null
}

const MINUTE = 60_000
const SECOND = 1_000
const NEIGHBOURS = [0, -1, 1] as const
/** Never reached by real deals; keeps a hostile file of near-equal rows from taking minutes. */
const MOST_CANDIDATES = 200

/**
 * Deals by everything a match needs, rounded. Net and price may be off by less than one step, so a
 * lookup also asks the two neighbouring steps; buckets stay tiny even when thousands of deals close
 * in the same second.
 */
class FiguresIndex<Known extends KnownDeal> {
  readonly #shapes = new Map<string, Map<string, Known[]>>()
  readonly #taken = new Set<Known>()
  /** The fewest digits a symbol's price is told with. */
  readonly #coarsest = new Map<string, number>()
  readonly #toTheMinute: boolean

  constructor(private readonly known: readonly Known[]) {
    this.#toTheMinute = known.some(({ figures }) => figures?.timeStep === MINUTE)
    for (const { figures } of known) {
      if (!figures || figures.priceDecimals === null) continue
      const symbol = plainSymbol(figures.symbol)
      const before = this.#coarsest.get(symbol) ?? figures.priceDecimals
      this.#coarsest.set(symbol, Math.min(before, figures.priceDecimals))
    }
  }

  take(row: ToldDeal, exactly: boolean): Known | undefined {
    const { figures } = row
    const coarsest = this.#coarsest.get(plainSymbol(figures.symbol)) ?? null
    const decimals = coarser(figures.priceDecimals, coarsest) ?? MOST_DECIMALS
    const step = figures.timeStep === MINUTE ? MINUTE : SECOND
    return (
      this.#takeAt(row, exactly, step, decimals) ??
      (this.#toTheMinute && step !== MINUTE
        ? this.#takeAt(row, exactly, MINUTE, decimals)
        : undefined)
    )
  }

  #takeAt(row: ToldDeal, exactly: boolean, step: number, decimals: number): Known | undefined {
    const { figures } = row
    const buckets = this.#bucketsOf(step, decimals)
    const cents = steps(figures.net, 2)
    const ticks = steps(figures.price, decimals)
    for (const cent of exactly ? [0] : NEIGHBOURS)
      for (const tick of NEIGHBOURS) {
        const bucket = buckets.get(keyOf(figures, step, cents.plus(cent), ticks.plus(tick)))
        const deal = bucket && this.#takeFrom(bucket, row, exactly)
        if (deal) return deal
      }
    return undefined
  }

  #takeFrom(bucket: Known[], row: ToldDeal, exactly: boolean): Known | undefined {
    for (let at = 0; at < Math.min(bucket.length, MOST_CANDIDATES); at += 1) {
      const deal = bucket[at]
      if (!deal?.figures) continue
      if (this.#taken.has(deal)) {
        bucket.splice(at, 1)
        at -= 1
        continue
      }
      if (!mayBeOne(row, deal) || !sameFigures(row.figures, deal.figures)) continue
      if (exactly && !row.figures.net.equals(deal.figures.net)) continue
      bucket.splice(at, 1)
      this.#taken.add(deal)
      return deal
    }
    return undefined
  }

  #bucketsOf(step: number, decimals: number): Map<string, Known[]> {
    const shape = `${step}|${decimals}`
    const made = this.#shapes.get(shape)
    if (made) return made
    const buckets = new Map<string, Known[]>()
    for (const deal of this.known) {
      const { figures } = deal
      if (!figures) continue
      const key = keyOf(figures, step, steps(figures.net, 2), steps(figures.price, decimals))
      const bucket = buckets.get(key)
      if (bucket) bucket.push(deal)
      else buckets.set(key, [deal])
    }
    this.#shapes.set(shape, buckets)
    return buckets
  }
}

/** More than any price has. */
const MOST_DECIMALS = 10

function steps(value: Dec, decimals: number): Dec {
  const rounded = value.times(new Dec(10).pow(decimals)).round()
  return rounded.isZero() ? new Dec(0) : rounded
}

function keyOf({ symbol, side, at }: Figures, step: number, cents: Dec, ticks: Dec): string {
  const slot = Math.floor(at.getTime() / step)
  return [plainSymbol(symbol), side, slot, cents.toFixed(), ticks.toFixed()].join('|')
}
