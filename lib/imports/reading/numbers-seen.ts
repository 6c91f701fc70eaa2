const FIRST_SIZE = 64

/**
 * Whole numbers above zero that a double tells apart, each once, in about sixteen bytes: a table with
 * open addressing.
 */
export class NumbersSeen {
  private slots = new Float64Array(FIRST_SIZE)
  private used = 0

  /** @returns whether it was seen for the first time */
  add(number: number): boolean {
    if (!this.insert(number)) return false
    if (++this.used * 2 > this.slots.length) this.grow()
    return true
  }

  private insert(number: number): boolean {
    const mask = this.slots.length - 1
    let at = slotOf(number) & mask
    for (;;) {
      const there = this.slots[at] ?? 0
      if (there === number) return false
      if (there === 0) {
        this.slots[at] = number
        return true
      }
      at = (at + 1) & mask
    }
  }

  private grow(): void {
    const old = this.slots
    this.slots = new Float64Array(old.length * 2)
    for (const number of old) if (number !== 0) this.insert(number)
  }
}

const TWO_TO_32 = 2 ** 32

function slotOf(number: number): number {
  const low = (number % TWO_TO_32) | 0
  const high = Math.floor(number / TWO_TO_32) | 0
  // Ids of one file often follow each other; the product scatters them.
  return Math.imul(low ^ Math.imul(high, 0x85eb_ca6b), 0x9e37_79b1) >>> 4
}
