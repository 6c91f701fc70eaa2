import type { RefusalCode } from './types'

const MAGIC: readonly (readonly [RefusalCode, readonly number[]])[] = [
  ['xlsx', [0x50, 0x4b, 0x03, 0x04]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
]

/** Names files that are certainly not CSV by their first bytes; the name of a file proves nothing. */
export function identifyBytes(bytes: Uint8Array): RefusalCode | null {
  for (const [code, magic] of MAGIC) {
    if (magic.every((byte, index) => bytes[index] === byte)) return code
  }
  return null
}
