const PREFIX_BYTES = 4
const FIRST_CAPACITY = 4_096

/**
 * Cuts a stream into frames with a 4-byte big-endian length in front. Every byte is copied a few
 * times at most, however the stream is cut, and nothing of a frame that is too long is kept.
 */
export class LengthPrefixedFrames {
  readonly #longest: () => number
  readonly #prefix = Buffer.alloc(PREFIX_BYTES)
  #prefixFilled = 0
  #frame: Buffer = Buffer.alloc(0)
  #frameFilled = 0

  constructor(longest: () => number) {
    this.#longest = longest
  }

  /** Hands over every frame that is whole now. False as soon as one announces too much. */
  read(chunk: Buffer, onFrame: (frame: Buffer) => void): boolean {
    let offset = 0
    while (offset < chunk.length) {
      offset += this.#fillPrefix(chunk, offset)
      if (this.#prefixFilled < PREFIX_BYTES) return true
      const length = this.#prefix.readUInt32BE(0)
      if (length > this.#longest()) return false
      offset += this.#fillFrame(chunk, offset, length)
      if (this.#frameFilled < length) return true
      const frame = this.#frame.subarray(0, length)
      this.#prefixFilled = 0
      this.#frame = Buffer.alloc(0)
      this.#frameFilled = 0
      onFrame(frame)
    }
    return true
  }

  #fillPrefix(chunk: Buffer, offset: number): number {
    const copied = chunk.copy(this.#prefix, this.#prefixFilled, offset)
    this.#prefixFilled += copied
    return copied
  }

  #fillFrame(chunk: Buffer, offset: number, length: number): number {
    const end = Math.min(chunk.length, offset + length - this.#frameFilled)
    this.#makeRoom(this.#frameFilled + end - offset, length)
    const copied = chunk.copy(this.#frame, this.#frameFilled, offset, end)
    this.#frameFilled += copied
    return copied
  }

  /** Grows by doubling, so that an announced length costs nothing before its bytes are there. */
  #makeRoom(needed: number, length: number): void {
    if (needed <= this.#frame.length) return
    const capacity = Math.max(needed, this.#frame.length * 2, FIRST_CAPACITY)
    const larger = Buffer.alloc(Math.min(capacity, length))
    this.#frame.copy(larger, 0, 0, this.#frameFilled)
    this.#frame = larger
  }
}
