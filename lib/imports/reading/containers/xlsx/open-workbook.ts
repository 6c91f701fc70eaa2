import type { ByteSource } from '@/lib/imports/reading/containers/byte-source'
import { remembering, type Table } from '@/lib/imports/reading/containers/table'
import { type CellRules, SHIFT_OF_1904 } from './cell-text'
import { readDateStyles, readOutline, readRelations, readSharedStrings } from './read-parts'
import { readSheet } from './read-sheet'
import { unpackText } from './unpack'
import { readZipDirectory, type ZipEntry } from './zip-directory'

export type Workbook = {
  tables: Table[]
  /** Days to add to numbers that are dates but are not shown as such. */
  serialShiftDays: number
}

/** A zip file that is not a workbook of this kind. */
export type NotAWorkbook = 'archive' | 'ods' | 'xlsb' | 'password-protected'

const WORKBOOK = 'xl/workbook.xml'

/** The sheets of an .xlsx file. Parts that are not needed are never unpacked. */
export function openWorkbook(source: ByteSource): Workbook | NotAWorkbook {
  const entries = readZipDirectory(source)
  const part = (path: string): Iterable<string> => {
    const entry = entries.get(path)
    return entry ? unpackText(source, entry) : []
  }
  const root = readRelations(part('_rels/.rels'), '')
  const main = root.find(({ type }) => type.endsWith('/officeDocument'))?.target ?? WORKBOOK
  if (!entries.has(main)) return kindOf(entries)
  if (main.endsWith('.bin')) return 'xlsb'

  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const name = main.slice(folder.length)
  const relations = readRelations(part(`${folder}_rels/${name}.rels`), folder)
  const outline = readOutline(part(main))
  const targetOf = (kind: string) => relations.find(({ type }) => type.endsWith(kind))?.target ?? ''
  let rules: CellRules | null = null
  const rulesOnce = () => {
    rules ??= {
      shared: readSharedStrings(part(targetOf('/sharedStrings'))),
      dateStyles: readDateStyles(part(targetOf('/styles'))),
      date1904: outline.date1904,
    }
    return rules
  }
  const tables = outline.sheets.flatMap(({ name: sheet, relation }) => {
    const found = relations.find(({ id }) => id === relation)
    if (!found?.type.endsWith('/worksheet') || !entries.has(found.target)) return []
    const records = () => readSheet(part(found.target), rulesOnce())
    return [remembering({ name: sheet, records })]
  })
  return { tables, serialShiftDays: outline.date1904 ? SHIFT_OF_1904 : 0 }
}

function kindOf(entries: ReadonlyMap<string, ZipEntry>): NotAWorkbook {
  if (entries.has('xl/workbook.bin')) return 'xlsb'
  if (entries.has('content.xml') && entries.has('META-INF/manifest.xml')) return 'ods'
  const encrypted = [...entries.values()].some((entry) => entry.encrypted)
  return encrypted ? 'password-protected' : 'archive'
}
