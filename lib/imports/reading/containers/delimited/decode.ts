import { isUtf8 } from 'node:buffer'
import type { ByteSource } from '@/lib/imports/reading/containers/byte-source'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const SAMPLE_BYTES = 4096
const CHUNK_BYTES = 64 * 1024

/**
 * Latin text in UTF-16 has a NUL in nearly every other byte; which half tells the byte order.
 */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.floor(bytes.length / 2)
  if (pairs < 2) return null
  let first = 0
  let second = 0
  for (let pair = 0; pair < pairs; pair++) {
    if (bytes[pair * 2] === 0) first++
    if (bytes[pair * 2 + 1] === 0) second++
  }
  if (second > pairs * 0.6 && first < pairs * 0.1) return 'utf-16le'
  if (first > pairs * 0.6 && second < pairs * 0.1) return 'utf-16be'
  return null
}

/** From the bytes alone: what a page declares about itself is wrong in cTrader's statements. */
export function encodingOf(source: ByteSource): Encoding {
  const sample = source.read(0, SAMPLE_BYTES)
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  const wide = utf16WithoutMark(sample)
  if (wide) return wide
  for (const chunk of characterChunks(source)) if (!isUtf8(chunk)) return 'windows-1252'
  return 'utf-8'
}

/** How many bytes at the end belong to a character that goes on in the next chunk. */
function unfinishedBytes(chunk: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return wanted > back ? back : 0
    }
  }
  return 0
}

/** Chunks that end between two characters of UTF-8. */
function* characterChunks(source: ByteSource): Generator<Uint8Array> {
  for (let from = 0; from < source.size; ) {
    const chunk = source.read(from, CHUNK_BYTES)
    if (chunk.length === 0) return
    const isLast = from + chunk.length >= source.size
    const end = chunk.length - (isLast ? 0 : unfinishedBytes(chunk))
    yield chunk.subarray(0, end)
    from += end
  }
}

/** Bytes 0x80 to 0x9F, where Windows-1252 differs from Latin-1. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function fromWindows1252(chunk: Buffer): string {
  return chunk
    .toString('latin1')
    .replace(
      /[\u0080-\u009f]/g,
      (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character,
    )
}

const asBuffer = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Bytes to text, piece by piece. The byte order mark is dropped. */
export function* textChunks(source: ByteSource, encoding: Encoding): Generator<string> {
  let isFirst = true
  for (const text of encodedChunks(source, encoding)) {
    yield isFirst && text.startsWith('\ufeff') ? text.slice(1) : text
    isFirst = false
  }
}

function* encodedChunks(source: ByteSource, encoding: Encoding): Generator<string> {
  if (encoding === 'utf-8') {
    for (const chunk of characterChunks(source)) yield asBuffer(chunk).toString('utf8')
    return
  }
  for (let from = 0; from < source.size; from += CHUNK_BYTES) {
    const chunk = asBuffer(source.read(from, CHUNK_BYTES))
    if (encoding === 'windows-1252') yield fromWindows1252(chunk)
    else if (encoding === 'utf-16le') yield chunk.toString('utf16le')
    else
      yield Buffer.from(chunk.subarray(0, chunk.length & ~1))
        .swap16()
        .toString('utf16le')
  }
}

/** True for images, archives and the like: text holds hardly any control characters. */
export function looksBinary(sample: string): boolean {
  let controls = 0
  for (let index = 0; index < sample.length; index++) {
    const code = sample.charCodeAt(index)
    if (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) controls++
  }
  return controls > sample.length * 0.1
}
