/** Up here a double can only hold every 256th whole number. */
const LARGE_OFFSET = 2n ** 60n

export type RecordIdForm = 'small' | 'large'

/**
 * The books count their deals, orders, positions and cash operations from small numbers; this is
 * how those ids look to everybody outside.
 */
export class ShownIds {
  readonly #offset: bigint

  constructor(form: RecordIdForm = 'small') {
    this.#offset = form === 'large' ? LARGE_OFFSET : 0n
  }

  show(id: number): bigint {
    return BigInt(id) + this.#offset
  }

  /** The id in the books; a number no record has when it was never shown. */
  find(shown: bigint): number {
    return Number(shown - this.#offset)
  }
}
