import { Decimal } from 'decimal.js'
import { asWritten, type Exact } from './exact'
import { fingerprint } from './fingerprint'
import type { Direction, ImportedDeal } from './types'

/** A closing deal the account already has, from a sync or an earlier file. */
export type ExistingClosing = {
  ref: string
  dealId: bigint | null
  fingerprint: string | null
  /** Which of several deals with this fingerprint it is, counted from 0. */
  occurrence?: number | null
  symbol: string
  direction: Direction
  closedAt: Date
  entryPrice: Decimal
  exitPrice: Decimal
  lots: Decimal | null
  net: Decimal
}

export type Difference = {
  field: 'symbol' | 'direction' | 'closedAt' | 'entryPrice' | 'exitPrice' | 'lots' | 'net'
  ours: string
  file: string
}

export type Verdict =
  /** `occurrence` is the lowest number free for this fingerprint. */
  | { verdict: 'new'; line: number; fingerprint: string; occurrence: number }
  | {
      verdict: 'already-here'
      line: number
      fingerprint: string
      matchedBy: 'deal-id' | 'fingerprint' | 'figures'
      ref: string
    }
  | {
      verdict: 'differs'
      line: number
      fingerprint: string
      ref: string
      differences: Difference[]
    }
  /** The same deal id stands on an earlier row of the same file. */
  | { verdict: 'repeated'; line: number; fingerprint: string; firstLine: number }

export type ImportPlan = {
  /** In the order of the rows given. */
  verdicts: Verdict[]
  counts: { new: number; alreadyHere: number; differs: number; repeated: number }
}

const NET_ROUNDING = '0.01'

/**
 * Compares the rows of one file with what the account has. The surest evidence goes first over all
 * rows (deal id, then equal fingerprint, then equal figures), and each existing deal answers for one
 * row only, so two equal fills in the file need two in the account.
 */
export function reconcile(
  rows: readonly ImportedDeal[],
  existing: readonly ExistingClosing[],
): ImportPlan {
  const fingerprints = rows.map((row) => fingerprint(row))
  const verdicts: (Verdict | undefined)[] = new Array(rows.length)
  const taken = new Set<ExistingClosing>()

  matchByDealId(rows, existing, fingerprints, verdicts, taken)
  matchByFingerprint(rows, existing, fingerprints, verdicts, taken)
  matchByFigures(rows, existing, fingerprints, verdicts, taken)

  const nextOccurrence = freeOccurrences(existing)
  const counts = { new: 0, alreadyHere: 0, differs: 0, repeated: 0 }
  const complete = rows.map((row, index): Verdict => {
    const found = verdicts[index]
    if (found) {
      counts[found.verdict === 'already-here' ? 'alreadyHere' : found.verdict]++
      return found
    }
    counts.new++
    const print = fingerprints[index] ?? ''
    const occurrence = row.externalDealId === null ? nextOccurrence(print) : 0
    return { verdict: 'new', line: row.line, fingerprint: print, occurrence }
  })
  return { verdicts: complete, counts }
}

function matchByDealId(
  rows: readonly ImportedDeal[],
  existing: readonly ExistingClosing[],
  fingerprints: readonly string[],
  verdicts: (Verdict | undefined)[],
  taken: Set<ExistingClosing>,
) {
  const byId = new Map<bigint, ExistingClosing>()
  for (const deal of existing) if (deal.dealId !== null) byId.set(deal.dealId, deal)
  const firstLines = new Map<bigint, number>()
  rows.forEach((row, index) => {
    const id = row.externalDealId
    if (id === null) return
    const base = { line: row.line, fingerprint: fingerprints[index] ?? '' }
    const firstLine = firstLines.get(id)
    if (firstLine !== undefined) {
      verdicts[index] = { ...base, verdict: 'repeated', firstLine }
      return
    }
    firstLines.set(id, row.line)
    const deal = byId.get(id)
    if (!deal) return
    taken.add(deal)
    const differences = differencesOf(row, deal)
    verdicts[index] =
      differences.length === 0
        ? { ...base, verdict: 'already-here', matchedBy: 'deal-id', ref: deal.ref }
        : { ...base, verdict: 'differs', ref: deal.ref, differences }
  })
}

/** Two different deal ids are two deals, however alike; one missing id leaves it open. */
function mayBeOne(row: ImportedDeal, deal: ExistingClosing): boolean {
  return row.externalDealId === null || deal.dealId === null
}

function matchByFingerprint(
  rows: readonly ImportedDeal[],
  existing: readonly ExistingClosing[],
  fingerprints: readonly string[],
  verdicts: (Verdict | undefined)[],
  taken: Set<ExistingClosing>,
) {
  const waiting = new Map<string, { withId: ExistingClosing[]; withoutId: ExistingClosing[] }>()
  for (const deal of existing) {
    if (deal.fingerprint === null || taken.has(deal)) continue
    const queue = waiting.get(deal.fingerprint) ?? { withId: [], withoutId: [] }
    waiting.set(deal.fingerprint, queue)
    queue[deal.dealId === null ? 'withoutId' : 'withId'].push(deal)
  }
  rows.forEach((row, index) => {
    if (verdicts[index]) return
    const print = fingerprints[index] ?? ''
    const queue = waiting.get(print)
    const deal =
      queue?.withoutId.pop() ?? (row.externalDealId === null ? queue?.withId.pop() : null)
    if (!deal) return
    taken.add(deal)
    const { line } = row
    verdicts[index] = {
      verdict: 'already-here',
      line,
      fingerprint: print,
      matchedBy: 'fingerprint',
      ref: deal.ref,
    }
  })
}

/** Width of the time a comparison may be off by; an earlier file may itself have whole seconds only. */
function timeStep(row: ImportedDeal, deal: ExistingClosing): number {
  if (row.closedAtPrecision === 'minute') return 60_000
  const storedWholeSecond = deal.dealId === null && deal.closedAt.getTime() % 1000 === 0
  return row.closedAtPrecision === 'second' || storedWholeSecond ? 1000 : 1
}

function sameTime(row: ImportedDeal, deal: ExistingClosing): boolean {
  const step = timeStep(row, deal)
  const slot = (at: Date) => Math.floor(at.getTime() / step)
  return slot(row.closedAt) === slot(deal.closedAt)
}

/** Equal as far as the file writes it: the API has more digits, and files may round or cut them. */
function samePrice(file: Exact, decimals: number, ours: Decimal): boolean {
  return ours.minus(file).abs().lt(new Decimal(10).pow(-decimals))
}

function sameLots(row: ImportedDeal, deal: ExistingClosing): boolean {
  return row.quantityUnit !== 'lots' || deal.lots === null || deal.lots.eq(row.quantity)
}

function sameNet(row: ImportedDeal, deal: ExistingClosing): boolean {
  return deal.net.minus(row.net).abs().lte(NET_ROUNDING)
}

function differencesOf(row: ImportedDeal, deal: ExistingClosing): Difference[] {
  const { entryPriceDecimals, exitPriceDecimals } = row
  const lots = deal.lots?.toFixed() ?? ''
  const compared: readonly (readonly [boolean, Difference['field'], string, string])[] = [
    [sameSymbol(row, deal), 'symbol', deal.symbol, row.symbol],
    [row.direction === deal.direction, 'direction', deal.direction, row.direction],
    [sameTime(row, deal), 'closedAt', deal.closedAt.toISOString(), row.closedAt.toISOString()],
    [
      samePrice(row.entryPrice, entryPriceDecimals, deal.entryPrice),
      'entryPrice',
      deal.entryPrice.toFixed(),
      asWritten(row.entryPrice, entryPriceDecimals),
    ],
    [
      samePrice(row.exitPrice, exitPriceDecimals, deal.exitPrice),
      'exitPrice',
      deal.exitPrice.toFixed(),
      asWritten(row.exitPrice, exitPriceDecimals),
    ],
    [sameLots(row, deal), 'lots', lots, row.quantity],
    [sameNet(row, deal), 'net', deal.net.toFixed(), row.net],
  ]
  return compared.flatMap(([same, field, ours, file]) => (same ? [] : [{ field, ours, file }]))
}

function sameSymbol(row: ImportedDeal, deal: ExistingClosing): boolean {
  return row.symbol.trim().toUpperCase() === deal.symbol.trim().toUpperCase()
}

function matchByFigures(
  rows: readonly ImportedDeal[],
  existing: readonly ExistingClosing[],
  fingerprints: readonly string[],
  verdicts: (Verdict | undefined)[],
  taken: Set<ExistingClosing>,
) {
  const index = new FiguresIndex(existing.filter((deal) => !taken.has(deal)))
  rows.forEach((row, at) => {
    if (verdicts[at]) return
    const deal = index.take(row)
    if (!deal) return
    const { line } = row
    verdicts[at] = {
      verdict: 'already-here',
      line,
      fingerprint: fingerprints[at] ?? '',
      matchedBy: 'figures',
      ref: deal.ref,
    }
  })
}

/** Never reached by real deals; keeps a hostile file of near-equal rows from taking minutes. */
const MOST_CANDIDATES = 200

const NEIGHBOURS = [0, -1, 1] as const

/**
 * Existing deals by everything a match needs, rounded. Net and price may be off by less than one
 * step, so a lookup also asks the two neighbouring steps; buckets stay tiny even when thousands of
 * deals close in the same second.
 */
class FiguresIndex {
  private readonly byShape = new Map<string, Map<string, ExistingClosing[]>>()
  private readonly taken = new Set<ExistingClosing>()

  constructor(private readonly existing: readonly ExistingClosing[]) {}

  take(row: ImportedDeal): ExistingClosing | null {
    const step = row.closedAtPrecision === 'minute' ? 60_000 : 1000
    const decimals = row.exitPriceDecimals
    const buckets = this.bucketsFor(step, decimals)
    const cents = steps(row.net, 2)
    const ticks = steps(row.exitPrice, decimals)
    for (const cent of NEIGHBOURS) {
      for (const tick of NEIGHBOURS) {
        const figures = [cents.plus(cent).toFixed(), ticks.plus(tick).toFixed()]
        const bucket = buckets.get(keyOf(row, step, figures)) ?? []
        const deal = this.takeFrom(bucket, row)
        if (deal) return deal
      }
    }
    return null
  }

  private takeFrom(bucket: ExistingClosing[], row: ImportedDeal): ExistingClosing | null {
    for (let at = 0; at < Math.min(bucket.length, MOST_CANDIDATES); at++) {
      const deal = bucket[at]
      if (!deal) continue
      // Taken through the index of another precision: drop it so that no one passes it again.
      if (this.taken.has(deal)) {
        bucket.splice(at, 1)
        at--
        continue
      }
      const same =
        mayBeOne(row, deal) &&
        sameTime(row, deal) &&
        samePrice(row.exitPrice, row.exitPriceDecimals, deal.exitPrice) &&
        sameLots(row, deal) &&
        sameNet(row, deal)
      if (!same) continue
      bucket.splice(at, 1)
      this.taken.add(deal)
      return deal
    }
    return null
  }

  private bucketsFor(step: number, decimals: number): Map<string, ExistingClosing[]> {
    const shape = `${step}|${decimals}`
    const known = this.byShape.get(shape)
    if (known) return known
    const buckets = new Map<string, ExistingClosing[]>()
    for (const deal of this.existing) {
      const figures = [steps(deal.net, 2).toFixed(), steps(deal.exitPrice, decimals).toFixed()]
      const key = keyOf(deal, step, figures)
      const bucket = buckets.get(key)
      if (bucket) bucket.push(deal)
      else buckets.set(key, [deal])
    }
    this.byShape.set(shape, buckets)
    return buckets
  }
}

function steps(value: Decimal | Exact, decimals: number): Decimal {
  const rounded = new Decimal(value).times(new Decimal(10).pow(decimals)).round()
  return rounded.isZero() ? new Decimal(0) : rounded
}

function keyOf(
  deal: Pick<ImportedDeal, 'symbol' | 'direction' | 'closedAt'>,
  step: number,
  figures: readonly string[],
): string {
  const slot = Math.floor(deal.closedAt.getTime() / step)
  return [deal.symbol.trim().toUpperCase(), deal.direction, slot, ...figures].join('|')
}

/** Hands out the lowest occurrence numbers no stored deal of a fingerprint has. */
function freeOccurrences(existing: readonly ExistingClosing[]): (print: string) => number {
  const used = new Map<string, Set<number>>()
  for (const deal of existing) {
    if (deal.fingerprint === null) continue
    const numbers = used.get(deal.fingerprint) ?? new Set<number>()
    used.set(deal.fingerprint, numbers)
    numbers.add(deal.occurrence ?? numbers.size)
  }
  const from = new Map<string, number>()
  return (print) => {
    const numbers = used.get(print)
    let next = from.get(print) ?? 0
    while (numbers?.has(next)) next++
    from.set(print, next + 1)
    return next
  }
}
