/** Bytes that can be read from any place, so that a big file need not lie in memory. */
export type ByteSource = {
  readonly size: number
  /** At most `length` bytes; fewer at the end. */
  read(from: number, length: number): Uint8Array
}

export function inMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (from, length) => bytes.subarray(from, Math.min(bytes.length, from + length)),
  }
}
