import { StringDecoder } from 'node:string_decoder'
import { crc32 } from 'node:zlib'
import { Inflate } from 'fflate'
import type { ByteSource } from '@/lib/imports/reading/containers/byte-source'
import { UnreadableContainer } from '@/lib/imports/reading/containers/unreadable'
import type { ZipEntry } from './zip-directory'

const MEBIBYTE = 1024 * 1024
/** No part of a workbook of trades is larger; a million rows are about half of it. */
const LARGEST_PART = 512 * MEBIBYTE
/** Sheets of trades shrink to about an eighth of their size; more than this is made to hurt. */
const LARGEST_RATIO = 50
/** So much may be unpacked before its ratio is looked at. */
const RATIO_COUNTS_FROM = 4 * MEBIBYTE
const LOCAL_HEADER_BYTES = 30
const LOCAL_SIGNATURE = 0x04034b50
/** At most a thousand times as much comes out at once. */
const CHUNK_BYTES = 8 * 1024

/** The text of one part of a zip file, unpacked piece by piece; stops where it becomes too much. */
export function* unpackText(source: ByteSource, entry: ZipEntry): Generator<string> {
  const decoder = new StringDecoder('utf8')
  let isFirst = true
  for (const bytes of unpack(source, entry)) {
    const text = decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    yield isFirst && text.startsWith('\ufeff') ? text.slice(1) : text
    isFirst = false
  }
}

function* unpack(source: ByteSource, entry: ZipEntry): Generator<Uint8Array> {
  if (entry.encrypted) throw new UnreadableContainer('password-protected')
  if (entry.method !== 0 && entry.method !== 8) throw new UnreadableContainer('workbook-damaged')
  const start = dataOf(source, entry)
  const end = Math.min(source.size, start + entry.compressedSize)
  const inflater = entry.method === 8 ? new Inflater() : null
  let unpacked = 0
  let crc = 0
  for (let from = start; from < end; from += CHUNK_BYTES) {
    const packed = source.read(from, Math.min(CHUNK_BYTES, end - from))
    const isLast = from + packed.length >= end
    for (const bytes of inflater ? inflater.push(packed, isLast) : [packed]) {
      unpacked += bytes.length
      const tooMuch =
        unpacked > RATIO_COUNTS_FROM && unpacked > (from - start + packed.length) * LARGEST_RATIO
      if (tooMuch || unpacked > LARGEST_PART) throw new UnreadableContainer('unpacks-too-large')
      crc = crc32(bytes, crc)
      yield bytes
    }
  }
  if (crc !== entry.crc) throw new UnreadableContainer('workbook-damaged')
}

/** Where the data of an entry begins; its own header may be longer than the directory says. */
function dataOf(source: ByteSource, { localHeaderAt }: ZipEntry): number {
  const header = source.read(localHeaderAt, LOCAL_HEADER_BYTES)
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  if (header.length < LOCAL_HEADER_BYTES || view.getUint32(0, true) !== LOCAL_SIGNATURE) {
    throw new UnreadableContainer('workbook-damaged')
  }
  return localHeaderAt + LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true)
}

class Inflater {
  private readonly out: Uint8Array[] = []
  private readonly inflate = new Inflate((bytes) => this.out.push(bytes))

  push(packed: Uint8Array, isLast: boolean): Uint8Array[] {
    try {
      this.inflate.push(packed, isLast)
    } catch {
      throw new UnreadableContainer('workbook-damaged')
    }
    return this.out.splice(0)
  }
}
