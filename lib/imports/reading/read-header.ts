import { type CurrencyMark, readCurrency, splitCurrency } from './currency'
import { type Field, HEADER_DICTIONARY } from './header-dictionary'
import { plainSpaces } from './plain-text'

export type HeaderCell = {
  index: number
  /** As the file writes it, for messages. */
  header: string
  field: Field | null
  /** False for spellings only third parties use. */
  proof: boolean
  mark: CurrencyMark | null
  /** What stood in brackets at the end: `UTC+2`, `Lots`. */
  qualifier: string | null
}

const LONGEST_HEADER = 120

const byWord = new Map<string, { field: Field; proof: boolean }>()
for (const { field, en, es = [], fr = [], weak = [] } of HEADER_DICTIONARY) {
  for (const word of [...en, ...es, ...fr]) byWord.set(word, { field, proof: true })
  for (const word of weak) byWord.set(word, { field, proof: false })
}

function comparable(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
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
  const header = plainSpaces(cell).trim().slice(0, LONGEST_HEADER)
  const unknown = { index, header, field: null, proof: false, mark: null, qualifier: null }
  if (header === '') return unknown
  const whole = byWord.get(comparable(header))
  if (whole) return { ...unknown, ...whole }
  const { base, qualifier } = splitQualifier(header)
  const bracketed = qualifier === null ? null : readCurrency(qualifier)
  const plain = byWord.get(comparable(base))
  if (plain) return { ...unknown, ...plain, mark: bracketed, qualifier }
  if (/^closing [A-Z]{3} volume$/i.test(base))
    return { ...unknown, field: 'moneyVolume', proof: true }
  const split = splitCurrency(base)
  const known = split ? byWord.get(comparable(split.rest)) : undefined
  if (split && known) return { ...unknown, ...known, mark: split.mark, qualifier }
  return unknown
}

export function readHeaderCells(cells: readonly string[]): HeaderCell[] {
  return cells.map(readHeaderCell)
}
