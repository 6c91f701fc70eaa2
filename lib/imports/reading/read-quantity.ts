import type { Exact } from './exact'
import { LANGUAGES } from './headers/languages'
import { isMissing, isSpreadsheetDamage, plainSpaces } from './plain-text'
import { type MarkOfFile, readNumber } from './read-number'

const SHAPE = /^([\d .,]+?) ?([A-Za-zÀ-ÿ()]*)$/
const LONGEST_QUANTITY = 80
const LOT_WORDS: ReadonlySet<string> = new Set(LANGUAGES.flatMap(({ lots }) => lots))
/** MetaTrader 5 writes what was filled and what was asked for: `0.09 / 0.1`. */
const FILLED_OF_REQUESTED = /^([\d .,]+?) ?\/ ?[\d .,]+$/

export type QuantityReading =
  | { kind: 'quantity'; value: Exact; unit: string; unitWritten: boolean }
  | { kind: 'missing' }
  | {
      kind: 'problem'
      code:
        | 'quantity-not-read'
        | 'quantity-not-positive'
        | 'spreadsheet-damage'
        | 'decimal-mark-unclear'
        | 'number-out-of-range'
    }

/** The number of a quantity cell without its unit word, for the decision about decimal marks. */
export function numberOfQuantity(cell: string): string {
  if (cell.length > LONGEST_QUANTITY) return ''
  return SHAPE.exec(plainSpaces(cell).trim())?.[1] ?? ''
}

/**
 * `0.09 Lots`, `1 428 Lots`, `12 Oz`. A unit other than lots is kept as written: without the
 * symbol's lot size any division would be a guess.
 */
export function readQuantity(
  cell: string,
  ofFile: MarkOfFile,
  unitWhenNoneWritten: string,
): QuantityReading {
  if (ofFile === '.' && cell.endsWith(' Lots')) {
    const number = readNumber(cell.slice(0, -5), ofFile)
    if (number.kind === 'number' && number.value !== '0' && !number.value.startsWith('-')) {
      return { kind: 'quantity', value: number.value, unit: 'lots', unitWritten: true }
    }
  }
  if (isMissing(cell)) return { kind: 'missing' }
  if (isSpreadsheetDamage(cell)) return { kind: 'problem', code: 'spreadsheet-damage' }
  const text = plainSpaces(cell).trim()
  if (/^[-−]\s*\d/.test(text)) return { kind: 'problem', code: 'quantity-not-positive' }
  if (text.length > LONGEST_QUANTITY) return { kind: 'problem', code: 'quantity-not-read' }
  const match = SHAPE.exec(FILLED_OF_REQUESTED.exec(text)?.[1] ?? text)
  if (!match) return { kind: 'problem', code: 'quantity-not-read' }
  const [, digits = '', word = ''] = match
  const number = readNumber(digits, ofFile)
  if (number.kind === 'missing') return { kind: 'problem', code: 'quantity-not-read' }
  if (number.kind === 'problem') {
    const code = number.code === 'number-not-read' ? 'quantity-not-read' : number.code
    return { kind: 'problem', code }
  }
  if (number.value === '0') {
    return { kind: 'problem', code: 'quantity-not-positive' }
  }
  const unitWritten = word !== ''
  const unit = unitWritten ? unitOf(word) : unitWhenNoneWritten
  return { kind: 'quantity', value: number.value, unit, unitWritten }
}

export const isLotWord = (word: string) => LOT_WORDS.has(word.toLowerCase())

const unitOf = (word: string) => (isLotWord(word) ? 'lots' : word)

/** The units written in a column of quantities. */
export class UnitEvidence {
  readonly units = new Set<string>()
  withoutUnit = false
  private lastWord = ''

  /** Whether the characters end with the same unit as the cell before. */
  knowsUnit(codes: Uint16Array, start: number, end: number): boolean {
    const { lastWord } = this
    const from = end - lastWord.length
    if (lastWord === '' || from < start) return false
    for (let at = 0; at < lastWord.length; at++)
      if (codes[from + at] !== lastWord.charCodeAt(at)) return false
    return true
  }

  add(cell: string): void {
    // Nearly every row of a file has the same unit as the one before.
    if (this.lastWord !== '' && cell.endsWith(this.lastWord)) return
    if (isMissing(cell) || cell.length > LONGEST_QUANTITY) return
    const word = SHAPE.exec(plainSpaces(cell).trim())?.[2]
    if (word === undefined) return
    if (word === '') this.withoutUnit = true
    else {
      this.units.add(unitOf(word))
      this.lastWord = ` ${word}`
    }
  }
}
