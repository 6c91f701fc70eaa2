import type { Direction } from './types'

// Cells as nearly all of them are written, read from the characters of a line without making a text
// of each. Whatever is written otherwise is left to the readers of texts.

const POINT = 46
const MINUS = 45
const ZERO = 48
const NINE = 57
const SPACE = 32

function isWord(codes: Uint16Array, start: number, end: number, word: string): boolean {
  if (end - start !== word.length) return false
  for (let at = 0; at < word.length; at++)
    if (codes[start + at] !== word.charCodeAt(at)) return false
  return true
}

/** As `readDirection`; null for another spelling. */
export function plainDirection(codes: Uint16Array, start: number, end: number): Direction | null {
  if (isWord(codes, start, end, 'Buy')) return 'LONG'
  return isWord(codes, start, end, 'Sell') ? 'SHORT' : null
}

const MOST_ID_DIGITS = 15

/** As `readId`, of at most fifteen digits after `DID` or nothing; 0 for any other. */
export function plainId(codes: Uint16Array, start: number, end: number): number {
  let at = start
  if (codes[at] === 68 && codes[at + 1] === 73 && codes[at + 2] === 68) at += 3
  if (at >= end || end - at > MOST_ID_DIGITS) return 0
  let id = 0
  for (; at < end; at++) {
    const code = codes[at] ?? 0
    if (code < ZERO || code > NINE) return 0
    id = id * 10 + code - ZERO
  }
  return id
}

const MOST_WHOLE_DIGITS = 15
const MOST_DECIMALS = 12

/** What `plainNumber` found last: where its value ends without needless zeros, and its decimals as written. */
export const found = { end: 0, decimals: 0, isZero: false }

/**
 * Whether the characters are digits with at most one point, perhaps a minus before them, and no
 * needless zero in front: then the text from `start` to `found.end` is the number as `Exact` writes it.
 */
export function plainNumber(codes: Uint16Array, start: number, end: number): boolean {
  const isNegative = codes[start] === MINUS
  const first = isNegative ? start + 1 : start
  let at = first
  let isZero = true
  for (; at < end; at++) {
    const code = codes[at] ?? 0
    if (code < ZERO || code > NINE) break
    if (code !== ZERO) isZero = false
  }
  const whole = at - first
  if (whole === 0 || whole > MOST_WHOLE_DIGITS) return false
  if (whole > 1 && codes[first] === ZERO) return false
  let last = at
  let decimals = 0
  if (at < end) {
    if (codes[at] !== POINT) return false
    for (at++; at < end; at++) {
      const code = codes[at] ?? 0
      if (code < ZERO || code > NINE) return false
      decimals++
      if (code !== ZERO) {
        last = at + 1
        isZero = false
      }
    }
    if (decimals === 0 || decimals > MOST_DECIMALS) return false
  }
  if (isZero && isNegative) return false
  found.end = last
  found.decimals = decimals
  found.isZero = isZero
  return true
}

/** Where the number ends in `0.10 Lots`; -1 for another unit. */
export function endOfLots(codes: Uint16Array, start: number, end: number): number {
  const number = end - 5
  if (number <= start || codes[number] !== SPACE) return -1
  return isWord(codes, number + 1, end, 'Lots') ? number : -1
}

const SHORTEST_SYMBOL = 2
const LONGEST_SYMBOL = 20

/** Letters, digits and points only, as symbols have them. */
export function isPlainSymbol(codes: Uint16Array, start: number, end: number): boolean {
  if (end - start < SHORTEST_SYMBOL || end - start > LONGEST_SYMBOL) return false
  for (let at = start; at < end; at++) {
    const code = codes[at] ?? 0
    const isLetter = (code | 32) >= 97 && (code | 32) <= 122
    if (!isLetter && code !== POINT && (code < ZERO || code > NINE)) return false
  }
  return true
}
