const UNUSUAL_SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\n ]+/g

/** NBSP, thin spaces, tabs and line ends become one plain space. */
export function plainSpaces(text: string): string {
  return text.replace(UNUSUAL_SPACES, ' ')
}

/** Without what cannot be seen, turns the direction of a line, or no database can store. */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
}

/** As written, but for what no database can store. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd')
}

const LONGEST_SHOWN = 40

/** A cell as a message may show it: one line, no control or text-direction characters, 40 long. */
export function shown(cell: string): string {
  const clean = printable(plainSpaces(cell.slice(0, LONGEST_SHOWN * 4))).trim()
  const characters = Array.from(clean)
  if (characters.length <= LONGEST_SHOWN) return clean
  return `${characters.slice(0, LONGEST_SHOWN - 1).join('')}…`
}

const MISSING: ReadonlySet<string> = new Set(['', '-', '–', '—', 'n/a'])

/** How cTrader and spreadsheets write "nothing here". */
export function isMissing(cell: string): boolean {
  if (cell === '') return true
  const first = cell.charCodeAt(0)
  // A digit, or a word other than n/a: no need to look closer.
  if ((first >= 48 && first <= 57) || (first >= 65 && first <= 122 && (first | 32) !== 110)) {
    return false
  }
  return MISSING.has(plainSpaces(cell).trim().toLowerCase())
}

/** `#####`, `45:51.8` and `1.0E+05`: what a spreadsheet leaves of a value it took for its own. */
export function isSpreadsheetDamage(cell: string): boolean {
  const text = cell.trim().slice(0, LONGEST_SHOWN)
  return (
    /^#+$/.test(text) ||
    /^#(?:VALUE|REF|NUM|NAME\?|N\/A|DIV\/0)!?$/i.test(text) ||
    /^\d{1,2}:\d{2}(?:[.,]\d+)?$/.test(text) ||
    /^-?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text)
  )
}
