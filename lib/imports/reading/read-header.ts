import { type CurrencyMark, readCurrency, splitCurrency } from './currency'
import { type Known, lookUp } from './headers/dictionary'
import type { Field } from './headers/fields'
import { comparable } from './headers/language'
import { plainSpaces, printable } from './plain-text'

export type HeaderCell = {
  index: number
  /** As the file writes it, for messages. */
  header: string
  field: Field | null
  /** False for spellings only third parties use. */
  proof: boolean
  /** The language of the word, where it is one we know. */
  language: string | null
  mark: CurrencyMark | null
  /** What stood in brackets at the end: `UTC+2`, `Lots`. */
  qualifier: string | null
}

const LONGEST_HEADER = 120

/** The same few headers come again and again, and spelling them out is slow. */
const spelt = new Map<string, Known | null>()
const MOST_SPELT = 2000

/** `closed_at` is written like `Closed at`. */
function known(words: string): Known | null {
  const before = spelt.get(words)
  if (before !== undefined) return before
  if (spelt.size >= MOST_SPELT) spelt.clear()
  const found = lookUp(comparable(words).replaceAll('_', ' '))
  spelt.set(words, found)
  return found
}

/** Cuts `(UTC+2)` or a bare `UTC+2` off the end. */
function splitQualifier(text: string): { base: string; qualifier: string | null } {
  if (text.endsWith(')')) {
    const open = text.lastIndexOf('(')
    if (open > 0)
      return { base: text.slice(0, open).trim(), qualifier: text.slice(open + 1, -1).trim() }
  }
  const zone = text.search(/ utc ?[+\-−]? ?\d{0,2}(?::?\d{2})?$/i)
  if (zone > 0) return { base: text.slice(0, zone).trim(), qualifier: text.slice(zone).trim() }
  return { base: text, qualifier: null }
}

export function readHeaderCell(cell: string, index: number): HeaderCell {
  const header = printable(plainSpaces(cell.slice(0, LONGEST_HEADER * 2)))
    .trim()
    .slice(0, LONGEST_HEADER)
  const unknown: HeaderCell = {
    index,
    header,
    field: null,
    proof: false,
    language: null,
    mark: null,
    qualifier: null,
  }
  if (!/\p{L}/u.test(header)) return unknown
  const whole = known(header)
  if (whole) return { ...unknown, ...whole }
  const { base, qualifier } = splitQualifier(header)
  const bracketed = qualifier === null ? null : readCurrency(qualifier)
  const plain = known(base)
  if (plain) return { ...unknown, ...plain, mark: bracketed, qualifier }
  if (/^closing [A-Z]{3} volume$/i.test(base))
    return { ...unknown, field: 'moneyVolume', proof: true }
  const split = splitCurrency(base)
  const money = split ? known(split.rest) : null
  if (split && money) return { ...unknown, ...money, mark: split.mark, qualifier }
  return { ...unknown, mark: bracketed ?? split?.mark ?? null, qualifier }
}

export function readHeaderCells(cells: readonly string[]): HeaderCell[] {
  return cells.map(readHeaderCell)
}

/** A header as far as its words are ones we know; null for one that may say anything, such as a value. */
export function knownHeader(cell: string): string | null {
  const { field, header } = readHeaderCell(cell, 0)
  return field === null ? null : splitQualifier(header).base
}
