import type { RefusalCode } from '@/lib/imports/reading/types'
import type { ByteSource } from './byte-source'

type Magic =
  | 'zip'
  | Extract<RefusalCode, 'xls' | 'password-protected' | 'pdf' | 'archive' | 'picture'>

const MAGIC: readonly (readonly [Magic, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['archive', [0x1f, 0x8b]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
]

/** Names files that are certainly no text by their first bytes; the name of a file proves nothing. */
export function identifyBytes(source: ByteSource): Magic | null {
  const start = source.read(0, 8)
  const found = MAGIC.find(([, magic]) => magic.every((byte, index) => start[index] === byte))
  if (!found) return null
  const [kind] = found
  return kind === 'xls' && isEncryptedWorkbook(source) ? 'password-protected' : kind
}

/** A password puts the workbook into an old container, under this name. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')
const CHUNK_BYTES = 1024 * 1024

function isEncryptedWorkbook(source: ByteSource): boolean {
  for (let from = 0; from < source.size; from += CHUNK_BYTES) {
    const chunk = source.read(from, CHUNK_BYTES + ENCRYPTED.length)
    if (Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).includes(ENCRYPTED))
      return true
  }
  return false
}
