import { type CurrencyMark, splitCurrency } from './currency'
import { type Exact, exactOf } from './exact'
import { isMissing, isSpreadsheetDamage, plainSpaces } from './plain-text'
import type { DecimalMark } from './types'

const LONGEST_NUMBER = 60
const MOST_WHOLE_DIGITS = 15
const MOST_DECIMALS = 12

/**
 * `mixed`: the file proves both marks, so each number must prove its own. Otherwise the mark of the
 * whole file settles the numbers that could be read either way.
 */
export type MarkOfFile = DecimalMark | 'mixed'

export type NumberReading =
  | { kind: 'number'; value: Exact; decimals: number; mark: CurrencyMark | null }
  | { kind: 'missing' }
  | {
      kind: 'problem'
      code:
        | 'number-not-read'
        | 'number-out-of-range'
        | 'spreadsheet-damage'
        | 'decimal-mark-unclear'
    }

type Parts = { digits: string; negative: boolean; mark: CurrencyMark | null }

/** Sign and currency off, digits and separators left; null when anything else is in the cell. */
function partsOf(cell: string): Parts | null {
  if (cell.length > LONGEST_NUMBER) return null
  let text = plainSpaces(cell).trim().replace(/[−–]/g, '-')
  let negative = false
  if (text.startsWith('(') && text.endsWith(')')) {
    negative = true
    text = text.slice(1, -1).trim()
  }
  const takeSign = () => {
    if (/^[+-]/.test(text)) {
      if (text.startsWith('-')) negative = true
      text = text.slice(1).trim()
    } else if (text.endsWith('-')) {
      negative = true
      text = text.slice(0, -1).trim()
    }
  }
  takeSign()
  let mark: CurrencyMark | null = null
  const split = /^[\d .,]+$/.test(text) ? null : splitCurrency(text)
  if (split) {
    mark = split.mark
    text = split.rest
    if (!negative) takeSign()
  }
  return /^[\d .,]+$/.test(text) && /\d/.test(text) ? { digits: text, negative, mark } : null
}

type Proof = '.' | ',' | 'either' | 'none'

/** Which character is the decimal mark of one number, as far as that number alone can tell. */
function proofOf(digits: string): Proof {
  const dots = digits.split('.').length - 1
  const commas = digits.split(',').length - 1
  if (dots > 0 && commas > 0) return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ','
  if (dots === 0 && commas === 0) return 'none'
  const mark = dots > 0 ? '.' : ','
  const other = dots > 0 ? ',' : '.'
  // The same mark twice can only separate thousands.
  if (dots + commas > 1) return other
  const [before = '', after = ''] = digits.split(mark)
  const couldBeThousands = after.length === 3 && /^[1-9]\d{0,2}$/.test(before)
  return couldBeThousands ? 'either' : mark
}

export type DecimalMarkDecision = {
  mark: MarkOfFile
  certain: boolean
  needsAnswer: boolean
  because: 'proof' | 'only-dots' | 'semicolon' | 'choice' | 'unclear'
}

/** What the numbers of one column say about the decimal mark of the file. */
export class NumberEvidence {
  dot = false
  comma = false
  unclearComma = false

  add(cell: string): void {
    const hasComma = cell.includes(',')
    if (!hasComma && (this.dot || !cell.includes('.'))) return
    const parts = partsOf(cell)
    if (!parts) return
    const proof = proofOf(parts.digits)
    if (proof === '.') this.dot = true
    else if (proof === ',') this.comma = true
    else if (proof === 'either' && hasComma) this.unclearComma = true
  }
}

/** One decision for all numbers of the file. A single comma before three digits is asked about. */
export function decideDecimalMark(
  evidence: Iterable<NumberEvidence>,
  delimiter: string | null,
  choice: DecimalMark | undefined,
): DecimalMarkDecision {
  const all = { dot: false, comma: false, unclearComma: false }
  for (const { dot, comma, unclearComma } of evidence) {
    all.dot ||= dot
    all.comma ||= comma
    all.unclearComma ||= unclearComma
  }
  const certain = { certain: true, needsAnswer: false }
  if (all.dot && all.comma) return { mark: 'mixed', ...certain, because: 'proof' }
  if (all.comma) return { mark: ',', ...certain, because: 'proof' }
  if (all.dot) return { mark: '.', ...certain, because: 'proof' }
  if (!all.unclearComma) return { mark: '.', ...certain, because: 'only-dots' }
  if (delimiter === ';') return { mark: ',', ...certain, because: 'semicolon' }
  if (choice) return { mark: choice, certain: false, needsAnswer: false, because: 'choice' }
  return { mark: '.', certain: false, needsAnswer: true, because: 'unclear' }
}

function decimalMarkOf(digits: string, ofFile: MarkOfFile): DecimalMark | null {
  const proof = proofOf(digits)
  if (proof === '.' || proof === ',') return proof
  if (proof === 'none') return '.'
  if (ofFile !== 'mixed') return ofFile
  // cTrader itself writes dots; a lone comma in a file that uses both says nothing.
  return digits.includes('.') ? '.' : null
}

const GROUPED = /^(?:\d{1,3}(?: \d{3})+|\d{1,3}(?:[.,]\d{3})+|\d+)$/

/** Digits with at most one point and a minus before them: how cTrader writes nearly every number. */
const PLAIN = /^-?\d{1,15}(?:\.\d{1,12})?$/

export function readNumber(cell: string, ofFile: MarkOfFile): NumberReading {
  if (ofFile === '.' && PLAIN.test(cell)) {
    const point = cell.indexOf('.')
    const negative = cell.charCodeAt(0) === MINUS
    return {
      kind: 'number',
      value: exactOf(negative ? cell.slice(1) : cell, negative),
      decimals: point < 0 ? 0 : cell.length - point - 1,
      mark: null,
    }
  }
  return readWrittenNumber(cell, ofFile)
}

const MINUS = 45

function readWrittenNumber(cell: string, ofFile: MarkOfFile): NumberReading {
  if (isMissing(cell)) return { kind: 'missing' }
  if (isSpreadsheetDamage(cell)) return { kind: 'problem', code: 'spreadsheet-damage' }
  const parts = partsOf(cell)
  if (!parts) return { kind: 'problem', code: 'number-not-read' }
  const mark = decimalMarkOf(parts.digits, ofFile)
  if (!mark) return { kind: 'problem', code: 'decimal-mark-unclear' }
  const at = parts.digits.lastIndexOf(mark)
  const whole = at < 0 ? parts.digits : parts.digits.slice(0, at) || '0'
  const fraction = at < 0 ? '' : parts.digits.slice(at + 1)
  if (!GROUPED.test(whole) || !/^\d*$/.test(fraction) || (at >= 0 && fraction === '')) {
    return { kind: 'problem', code: 'number-not-read' }
  }
  const digits = whole.replace(/[ .,]/g, '')
  const size = digits.replace(/^0+/, '').length
  if (size > MOST_WHOLE_DIGITS || fraction.length > MOST_DECIMALS) {
    return { kind: 'problem', code: 'number-out-of-range' }
  }
  const value = exactOf(fraction === '' ? digits : `${digits}.${fraction}`, parts.negative)
  return { kind: 'number', value, decimals: fraction.length, mark: parts.mark }
}
