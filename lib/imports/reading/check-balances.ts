import { Decimal } from 'decimal.js'
import { toDouble } from './exact'
import { momentOfFile, plainAmount } from './in-words'
import type { BalanceGap, FileCheck, ImportedDeal } from './types'

const ROUNDING = 0.01
/** A double tells sixteen digits; a balance of more than this is compared a little less finely. */
const DOUBLE_STEP = 2 ** -51
const MOST_GAPS_LISTED = 50
const FIRST_SIZE = 64

/**
 * `Balance` is the balance after each deal, so in order of closing each must be the one before plus
 * the net. A gap means that rows were filtered out or that cash moved. The chain keeps four numbers
 * a deal; they are compared to a cent and shown, never stored, so doubles do.
 */
export class BalanceChain {
  private closedAt = new Float64Array(FIRST_SIZE)
  private balance = new Float64Array(FIRST_SIZE)
  private net = new Float64Array(FIRST_SIZE)
  private line = new Float64Array(FIRST_SIZE)
  private count = 0

  add(deal: ImportedDeal): void {
    if (deal.balanceAfter === null) return
    if (this.count === this.line.length) this.grow()
    this.closedAt[this.count] = deal.closedAt.getTime()
    this.balance[this.count] = toDouble(deal.balanceAfter)
    this.net[this.count] = toDouble(deal.net)
    this.line[this.count] = deal.line
    this.count++
  }

  private grow(): void {
    const grown = (old: Float64Array<ArrayBuffer>) => {
      const larger = new Float64Array(old.length * 2)
      larger.set(old)
      return larger
    }
    this.closedAt = grown(this.closedAt)
    this.balance = grown(this.balance)
    this.net = grown(this.net)
    this.line = grown(this.line)
  }

  /** The balance after the last deal, to a cent; null when none tells its balance. */
  last(): Decimal | null {
    if (this.count === 0) return null
    const order = this.inBalanceOrder()
    return new Decimal(this.at('balance', order[order.length - 1] ?? 0).toFixed(2))
  }

  /** Null when there is nothing to follow. */
  check(unreadableRows: number, utcOffsetMinutes: number, lineWord: string): FileCheck | null {
    if (this.count < 2) return null
    const order = this.inBalanceOrder()
    const gaps: BalanceGap[] = []
    let gapCount = 0
    for (let at = 1; at < order.length; at++) {
      const before = order[at - 1] ?? 0
      const here = order[at] ?? 0
      const amount = this.at('balance', here) - this.at('balance', before) - this.at('net', here)
      const tolerance = Math.max(ROUNDING, Math.abs(this.at('balance', here)) * DOUBLE_STEP)
      // A little more than a cent is a cent, as doubles go.
      if (Math.abs(amount) <= tolerance + 1e-6) continue
      gapCount++
      if (gaps.length < MOST_GAPS_LISTED) {
        gaps.push({
          line: this.at('line', here),
          afterLine: this.at('line', before),
          after: new Date(this.at('closedAt', before)),
          amount: new Decimal(amount.toFixed(6)),
        })
      }
    }
    const base = { code: 'balance-chain', gaps, gapCount } as const
    const [first] = gaps
    if (!first) return { ...base, level: 'ok', words: 'The balances follow from row to row.' }
    const more =
      gapCount > 1 ? `, and ${gapCount - 1} more ${gapCount === 2 ? 'time' : 'times'}` : ''
    const when = momentOfFile(first.after, utcOffsetMinutes, this.isWithinOneYear(order))
    const why =
      unreadableRows > 0
        ? `${unreadableRows} ${unreadableRows === 1 ? 'row' : 'rows'} could not be read, which may be the reason.`
        : 'Either rows are missing from the file or money was paid in or out.'
    const words = `The balance jumps by ${plainAmount(first.amount)} after ${when} (${lineWord} ${first.line})${more}. ${why}`
    return { ...base, level: 'warning', words }
  }

  private at(what: 'closedAt' | 'balance' | 'net' | 'line', index: number): number {
    return this[what][index] ?? 0
  }

  private isWithinOneYear(order: Uint32Array): boolean {
    const year = (index: number | undefined) =>
      new Date(this.at('closedAt', index ?? 0)).getUTCFullYear()
    return year(order[0]) === year(order[order.length - 1])
  }

  /** By closing time; deals of one instant in the order in which their balances follow. */
  private inBalanceOrder(): Uint32Array {
    const { count } = this
    const newestFirst = this.at('closedAt', 0) > this.at('closedAt', count - 1)
    const order = Uint32Array.from({ length: count }, (_, at) =>
      newestFirst ? count - 1 - at : at,
    )
    const earlier = (one: number, two: number) =>
      this.at('closedAt', one) - this.at('closedAt', two)
    const place = (one: number, two: number) => (newestFirst ? two - one : one - two)
    // Most files are in order already, and sorting is what would take long.
    if (!isSorted(order, earlier)) order.sort((one, two) => earlier(one, two) || place(one, two))

    for (let start = 0; start < count; ) {
      let end = start + 1
      while (end < count && earlier(order[end] ?? 0, order[start] ?? 0) === 0) end++
      if (end - start > 1) {
        const before = start > 0 ? this.keyAfter(order[start - 1] ?? 0) : null
        order.set(this.chained([...order.subarray(start, end)], before), start)
      }
      start = end
    }
    return order
  }

  private keyAfter(index: number): number {
    return Math.round(this.at('balance', index) * 100)
  }

  private keyBefore(index: number): number {
    return Math.round((this.at('balance', index) - this.at('net', index)) * 100)
  }

  /** Follows the balances through deals of the same instant; what does not follow stays in file order. */
  private chained(together: readonly number[], before: number | null): number[] {
    const byStart = new Map<number, number[]>()
    const ends = new Set<number>()
    for (const deal of together) {
      const waiting = byStart.get(this.keyBefore(deal))
      if (waiting) waiting.push(deal)
      else byStart.set(this.keyBefore(deal), [deal])
      ends.add(this.keyAfter(deal))
    }
    const first = together.find((deal) => !ends.has(this.keyBefore(deal))) ?? together[0] ?? 0
    let at = before !== null && byStart.has(before) ? before : this.keyBefore(first)
    const taken = new Set<number>()
    for (;;) {
      const next = byStart.get(at)?.shift()
      if (next === undefined) break
      taken.add(next)
      at = this.keyAfter(next)
    }
    return [...taken, ...together.filter((deal) => !taken.has(deal))]
  }
}

function isSorted(order: Uint32Array, earlier: (one: number, two: number) => number): boolean {
  for (let at = 1; at < order.length; at++) {
    if (earlier(order[at - 1] ?? 0, order[at] ?? 0) > 0) return false
  }
  return true
}
