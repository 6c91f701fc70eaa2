import { readId } from './read-id'

const FIRST_SIZE = 64
/** More repeats than this are not one deal written twice. */
const MOST_REPEATED = 100_000

const LARGEST_SHORT = 10n ** 15n

/** `DID900000101`, or digits alone, that a double still tells from the next. */
const SHORT_ID = /^(?:DID)?(\d{1,15})$/

/**
 * Which ids a column repeats, in sixteen bytes a row: a table of ids with open addressing. Ids too
 * long for a double are kept one by one; no broker has them yet.
 */
export class IdsSeen {
  readonly repeated = new Set<bigint>()
  private slots = new Float64Array(FIRST_SIZE)
  private used = 0
  private readonly long = new Set<bigint>()

  add(cell: string): void {
    const digits = SHORT_ID.exec(cell)?.[1]
    if (digits !== undefined) this.addShort(Number(digits))
    else this.addLong(readId(cell, 'DID'))
  }

  private addShort(id: number): void {
    if (id === 0) return
    if (!this.insert(id)) this.repeat(BigInt(id))
    else if (++this.used * 2 > this.slots.length) this.grow()
  }

  private addLong(id: bigint | null): void {
    if (id === null) return
    if (id < LARGEST_SHORT) this.addShort(Number(id))
    else if (this.long.has(id)) this.repeat(id)
    else this.long.add(id)
  }

  private repeat(id: bigint): void {
    if (this.repeated.size < MOST_REPEATED) this.repeated.add(id)
  }

  private insert(id: number): boolean {
    const mask = this.slots.length - 1
    let at = slotOf(id) & mask
    for (;;) {
      const there = this.slots[at] ?? 0
      if (there === id) return false
      if (there === 0) {
        this.slots[at] = id
        return true
      }
      at = (at + 1) & mask
    }
  }

  private grow(): void {
    const old = this.slots
    this.slots = new Float64Array(old.length * 2)
    for (const id of old) if (id !== 0) this.insert(id)
  }
}

const TWO_TO_32 = 2 ** 32

function slotOf(id: number): number {
  const low = (id % TWO_TO_32) | 0
  const high = Math.floor(id / TWO_TO_32) | 0
  // Ids of one file often follow each other; the product scatters them.
  return Math.imul(low ^ Math.imul(high, 0x85eb_ca6b), 0x9e37_79b1) >>> 4
}
