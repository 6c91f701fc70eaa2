import { Markup } from '@/lib/imports/reading/containers/markup'
import { printable } from '@/lib/imports/reading/plain-text'

type Attribute = (name: string) => string | null

/** Without the prefix of its namespace. */
export const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** Goes through the elements of a part; `true` from `open` ends it early. */
export function eachElement(
  chunks: Iterable<string>,
  open: (name: string, attribute: Attribute) => void,
  rest: { close?: (name: string) => void; text?: (text: string) => void } = {},
): void {
  const markup = new Markup(
    {
      open: (name, attribute) => open(localName(name), attribute),
      close: (name) => rest.close?.(localName(name)),
      text: (text) => rest.text?.(text),
    },
    true,
  )
  for (const chunk of chunks) markup.write(chunk)
  markup.end()
}

export type Relation = { id: string; target: string; type: string }

/** What a part points to; targets are paths from the root of the package. */
export function readRelations(chunks: Iterable<string>, folder: string): Relation[] {
  const relations: Relation[] = []
  eachElement(chunks, (name, attribute) => {
    const target = attribute('target')
    if (name !== 'relationship' || target === null) return
    const path = target.startsWith('/') ? target.slice(1) : `${folder}${target}`
    relations.push({
      id: attribute('id') ?? '',
      target: path.replace(/[^/]+\/\.\.\//g, ''),
      type: attribute('type') ?? '',
    })
  })
  return relations
}

export type WorkbookOutline = {
  sheets: { name: string; relation: string }[]
  /** Whether its calendar begins in 1904, as on old Macs. */
  date1904: boolean
}

const LONGEST_SHEET_NAME = 100

export function readOutline(chunks: Iterable<string>): WorkbookOutline {
  const outline: WorkbookOutline = { sheets: [], date1904: false }
  eachElement(chunks, (name, attribute) => {
    if (name === 'workbookpr') outline.date1904 = isTrue(attribute('date1904'))
    if (name !== 'sheet') return
    outline.sheets.push({
      name: printable((attribute('name') ?? '').slice(0, LONGEST_SHEET_NAME)),
      relation: attribute('r:id') ?? attribute('id') ?? '',
    })
  })
  return outline
}

const isTrue = (value: string | null) => value === '1' || value === 'true'

/** Numbers of formats that are dates in every workbook. */
const DATE_FORMATS: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
]

/** For each cell style, whether its numbers are moments. */
export function readDateStyles(chunks: Iterable<string>): boolean[] {
  const own = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCellStyles = false
  eachElement(
    chunks,
    (name, attribute) => {
      const id = Number(attribute('numfmtid') ?? 0)
      if (name === 'numfmt') own.set(id, isDateFormat(attribute('formatcode') ?? ''))
      else if (name === 'cellxfs') inCellStyles = true
      else if (name === 'xf' && inCellStyles) {
        const known = DATE_FORMATS.some(([first, last]) => id >= first && id <= last)
        styles.push(own.get(id) ?? known)
      }
    },
    { close: (name) => (inCellStyles &&= name !== 'cellxfs') },
  )
  return styles
}

/** Letters of days and clocks outside of quotes, escapes and colours. */
function isDateFormat(code: string): boolean {
  const [positive = ''] = code
    .replace(/"[^"]*"/g, '')
    .replace(/[\\_*]./g, '')
    .split(';')
  const letters = positive.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  return /[ymdhs]/i.test(letters) && !/general/i.test(letters)
}

const MOST_STRINGS = 4_000_000

/** The texts cells refer to by number. Phonetic spellings beside them are left out. */
export function readSharedStrings(chunks: Iterable<string>): string[] {
  const strings: string[] = []
  let parts: string[] | null = null
  let inText = false
  let inPhonetic = false
  eachElement(
    chunks,
    (name) => {
      if (name === 'si') parts = []
      else if (name === 't') inText = true
      else if (name === 'rph') inPhonetic = true
    },
    {
      text: (text) => {
        if (inText && !inPhonetic) parts?.push(text)
      },
      close: (name) => {
        if (name === 't') inText = false
        else if (name === 'rph') inPhonetic = false
        else if (name === 'si') {
          if (strings.length < MOST_STRINGS) strings.push(unescaped((parts ?? []).join('')))
          parts = null
        }
      },
    },
  )
  return strings
}

/** `_x000D_` stands for a character XML cannot hold. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
