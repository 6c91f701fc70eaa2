import { refuse } from '@/lib/imports/reading/refusals'
import type { ContainerKind, RefusedFile } from '@/lib/imports/reading/types'
import type { ByteSource } from './byte-source'
import { encodingOf, looksBinary, textChunks } from './delimited/decode'
import { findDelimiter } from './delimited/find-delimiter'
import { readPieces, readRecords } from './delimited/read-records'
import { readHtmlRows } from './html/read-rows'
import { identifyBytes } from './identify-bytes'
import { remembering, type Table } from './table'
import { openWorkbook } from './xlsx/open-workbook'

/** A file without its packing: tables of text cells. */
export type Container = {
  kind: ContainerKind
  tables: Table[]
  encoding: string | null
  delimiter: string | null
  /** What the numbers of its records count. */
  lineWord: 'line' | 'row'
  /** Days by which a workbook's own calendar is later than the usual one. */
  serialShiftDays: number
}

const SAMPLE_CHARACTERS = 4096

/** Goes by what is in the file, never by its name. */
export function openContainer(source: ByteSource): Container | RefusedFile {
  const magic = identifyBytes(source)
  if (magic === 'zip') {
    const workbook = openWorkbook(source)
    if (typeof workbook === 'string') return refuse(workbook)
    return { ...workbook, kind: 'xlsx', encoding: null, delimiter: null, lineWord: 'row' }
  }
  if (magic) return refuse(magic)
  const encoding = encodingOf(source)
  const sample = startOf(source, encoding)
  if (sample === '') return refuse('empty')
  if (looksBinary(sample)) return refuse('not-text')
  const chunks = () => textChunks(source, encoding)
  const base = { encoding, delimiter: null, serialShiftDays: 0 }
  if (sample.startsWith('<')) {
    const table = remembering({ name: null, records: () => readHtmlRows(chunks()) })
    return { ...base, kind: 'html', lineWord: 'row', tables: [table] }
  }
  const delimiter = findDelimiter(chunks)
  const table = {
    name: null,
    records: () => readRecords(chunks(), delimiter),
    pieces: () => readPieces(chunks(), delimiter),
  }
  return { ...base, kind: 'delimited', lineWord: 'line', delimiter, tables: [table] }
}

/** The first characters that are not blank. */
function startOf(source: ByteSource, encoding: ReturnType<typeof encodingOf>): string {
  for (const chunk of textChunks(source, encoding)) {
    const text = chunk.trimStart()
    if (text !== '') return text.slice(0, SAMPLE_CHARACTERS)
  }
  return ''
}
