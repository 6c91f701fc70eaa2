import type { Decimal } from 'decimal.js'
import { isMissing, isSpreadsheetDamage, plainSpaces } from './plain-text'
import { type MarkOfFile, readNumber } from './read-number'

const SHAPE = /^([\d .,]+?) ?([A-Za-zÀ-ÿ()]*)$/
const LONGEST_QUANTITY = 80
const LOT_WORDS: ReadonlySet<string> = new Set(['lot', 'lots', 'lote', 'lotes'])

export type QuantityReading =
  | { kind: 'quantity'; value: Decimal; unit: string; unitWritten: boolean }
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
  if (isMissing(cell)) return { kind: 'missing' }
  if (isSpreadsheetDamage(cell)) return { kind: 'problem', code: 'spreadsheet-damage' }
  const text = plainSpaces(cell).trim()
  if (/^[-−]\s*\d/.test(text)) return { kind: 'problem', code: 'quantity-not-positive' }
  const match = text.length > LONGEST_QUANTITY ? null : SHAPE.exec(text)
  if (!match) return { kind: 'problem', code: 'quantity-not-read' }
  const [, digits = '', word = ''] = match
  const number = readNumber(digits, ofFile)
  if (number.kind === 'missing') return { kind: 'problem', code: 'quantity-not-read' }
  if (number.kind === 'problem') {
    const code = number.code === 'number-not-read' ? 'quantity-not-read' : number.code
    return { kind: 'problem', code }
  }
  if (!number.value.isPositive() || number.value.isZero()) {
    return { kind: 'problem', code: 'quantity-not-positive' }
  }
  const unitWritten = word !== ''
  const unit = unitWritten ? word : unitWhenNoneWritten
  return {
    kind: 'quantity',
    value: number.value,
    unit: LOT_WORDS.has(unit.toLowerCase()) ? 'lots' : unit,
    unitWritten,
  }
}
