/** Hands out ids that only ever grow. */
export class RecordIds {
  #next: number

  constructor(first: number) {
    this.#next = first
  }

  next(): number {
    const id = this.#next
    this.#next += 1
    return id
  }

  /** Continues from `minimum` if that is further on. */
  skipTo(minimum: number): void {
    this.#next = Math.max(this.#next, minimum)
  }
}
