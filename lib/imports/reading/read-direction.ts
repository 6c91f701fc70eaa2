import { comparable } from './headers/language'
import { LANGUAGES } from './headers/languages'
import { plainSpaces } from './plain-text'
import type { Direction } from './types'

const WORDS = new Map<string, Direction>()
for (const { buy, sell } of LANGUAGES) {
  for (const word of buy) WORDS.set(word, 'LONG')
  for (const word of sell) WORDS.set(word, 'SHORT')
}

const LONGEST_WORD = 20

export function readDirection(cell: string): Direction | null {
  // Two spellings make up nearly every file.
  if (cell === 'Buy') return 'LONG'
  if (cell === 'Sell') return 'SHORT'
  if (cell.length > LONGEST_WORD) return null
  return WORDS.get(comparable(plainSpaces(cell).trim())) ?? null
}

export function opposite(direction: Direction): Direction {
  return direction === 'LONG' ? 'SHORT' : 'LONG'
}
