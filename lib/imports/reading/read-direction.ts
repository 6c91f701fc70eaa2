import { plainSpaces } from './plain-text'
import type { Direction } from './types'

const WORDS: Readonly<Record<string, Direction>> = {
  buy: 'LONG',
  b: 'LONG',
  long: 'LONG',
  acheter: 'LONG',
  sell: 'SHORT',
  s: 'SHORT',
  short: 'SHORT',
  vendre: 'SHORT',
}

export function readDirection(cell: string): Direction | null {
  const word = plainSpaces(cell).trim().toLowerCase()
  return Object.hasOwn(WORDS, word) ? (WORDS[word] ?? null) : null
}

export function opposite(direction: Direction): Direction {
  return direction === 'LONG' ? 'SHORT' : 'LONG'
}
