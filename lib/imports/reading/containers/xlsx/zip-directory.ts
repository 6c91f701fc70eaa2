import type { ByteSource } from '@/lib/imports/reading/containers/byte-source'
import { UnreadableContainer } from '@/lib/imports/reading/containers/unreadable'

export type ZipEntry = {
  name: string
  /** 0 is stored, 8 is deflated; nothing else is used in workbooks. */
  method: number
  encrypted: boolean
  crc: number
  compressedSize: number
  localHeaderAt: number
}

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LONGEST_COMMENT = 65_535
/** A workbook has dozens of parts. */
const MOST_ENTRIES = 2000
const LARGEST_DIRECTORY = 1024 * 1024
const IN_ZIP64 = 0xffff_ffff
const ZIP64_FIELD = 1

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** What a zip file says it holds, from the directory at its end. Sizes are claims, not facts. */
export function readZipDirectory(source: ByteSource): Map<string, ZipEntry> {
  const { size, at } = findDirectory(source)
  const bytes = source.read(at, Math.min(size, LARGEST_DIRECTORY))
  const view = viewOf(bytes)
  const entries = new Map<string, ZipEntry>()
  for (let from = 0; from + ENTRY_BYTES <= bytes.length && entries.size < MOST_ENTRIES; ) {
    if (view.getUint32(from, true) !== ENTRY_SIGNATURE) break
    const nameLength = view.getUint16(from + 28, true)
    const extraLength = view.getUint16(from + 30, true)
    const commentLength = view.getUint16(from + 32, true)
    const nameAt = from + ENTRY_BYTES
    const name = Buffer.from(bytes.subarray(nameAt, nameAt + nameLength)).toString('utf8')
    const extra = bytes.subarray(nameAt + nameLength, nameAt + nameLength + extraLength)
    const flags = view.getUint16(from + 8, true)
    const entry = {
      name,
      method: view.getUint16(from + 10, true),
      encrypted: (flags & 1) === 1,
      crc: view.getUint32(from + 16, true),
      compressedSize: view.getUint32(from + 20, true),
      localHeaderAt: view.getUint32(from + 42, true),
    }
    const claimedSize = view.getUint32(from + 24, true)
    entries.set(name.replaceAll('\\', '/'), withLargeNumbers(entry, claimedSize, extra))
    from = nameAt + nameLength + extraLength + commentLength
  }
  return entries
}

function findDirectory(source: ByteSource): { size: number; at: number } {
  const from = Math.max(0, source.size - END_BYTES - LONGEST_COMMENT)
  const tail = source.read(from, END_BYTES + LONGEST_COMMENT)
  const view = viewOf(tail)
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue
    const size = view.getUint32(at + 12, true)
    const claimed = view.getUint32(at + 16, true)
    // The directory ends where this record begins, whatever was put before the file.
    return { size, at: claimed === IN_ZIP64 ? Math.max(0, from + at - size) : claimed }
  }
  throw new UnreadableContainer('workbook-damaged')
}

/** Writers that do not know sizes beforehand keep them in a field of 64-bit numbers. */
function withLargeNumbers(entry: ZipEntry, claimedSize: number, extra: Uint8Array): ZipEntry {
  const view = viewOf(extra)
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === ZIP64_FIELD) {
      const numbers: number[] = []
      for (let from = at + 4; from + 8 <= Math.min(extra.length, at + 4 + length); from += 8) {
        numbers.push(Number(view.getBigUint64(from, true)))
      }
      if (claimedSize === IN_ZIP64) numbers.shift()
      const compressedSize =
        entry.compressedSize === IN_ZIP64 ? (numbers.shift() ?? 0) : entry.compressedSize
      const localHeaderAt =
        entry.localHeaderAt === IN_ZIP64 ? (numbers.shift() ?? 0) : entry.localHeaderAt
      return { ...entry, compressedSize, localHeaderAt }
    }
    at += 4 + length
  }
  return entry
}
