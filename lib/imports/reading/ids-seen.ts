import { NumbersSeen } from './numbers-seen'
import { readId } from './read-id'

/** More repeats than this are not one deal written twice. */
const MOST_REPEATED = 100_000

const LARGEST_SHORT = 10n ** 15n

/** `DID900000101`, or digits alone, that a double still tells from the next. */
const SHORT_ID = /^(?:DID)?(\d{1,15})$/

/** Which ids a column repeats. Ids too long for a double are kept one by one; no broker has them yet. */
export class IdsSeen {
  readonly repeated = new Set<bigint>()
  private readonly short = new NumbersSeen()
  private readonly long = new Set<bigint>()

  add(cell: string): void {
    const digits = SHORT_ID.exec(cell)?.[1]
    if (digits !== undefined) this.addShort(Number(digits))
    else this.addLong(readId(cell, 'DID'))
  }

  /** An id that a double tells from the next. */
  addShort(id: number): void {
    if (id !== 0 && !this.short.add(id)) this.repeat(BigInt(id))
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
}
