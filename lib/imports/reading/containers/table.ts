import type { Piece } from './pieces'

/** Why the cells of a record cannot be trusted. */
export type RecordDamage =
  /** Quotes that do not pair up. */
  | 'quotes'
  /** Cut off: longer than any row of an export. */
  | 'too-long'
  /** Cut off: more cells than any export has columns. */
  | 'too-wide'

export type FileRecord = {
  /** The physical line it starts on, the row of a sheet, or the row of an HTML page; from 1. */
  line: number
  cells: readonly string[]
  damage: RecordDamage | null
}

/** Rows of text cells, whatever they were packed in. */
export type Table = {
  /** The name of a sheet. */
  name: string | null
  /** Every record from the first, as often as it is asked for. */
  records(): Iterable<FileRecord>
  /** The same records, as the file gives them most quickly. */
  pieces?(): Iterable<Piece>
}

export const MOST_CELLS = 1000
/** A cell may hold this much; an export's longest is a comment. */
export const LONGEST_CELL = 20_000

const REMEMBERED_RECORDS = 5_000

/** Keeps the records of a small table, so that it is unpacked once; a big one is read again. */
export function remembering(table: Table): Table {
  let kept: FileRecord[] | null = null
  return {
    name: table.name,
    records: () => kept ?? remember(table.records(), (all) => (kept = all)),
  }
}

function* remember(records: Iterable<FileRecord>, keep: (all: FileRecord[]) => void) {
  let all: FileRecord[] | null = []
  for (const record of records) {
    if (all && all.push(record) > REMEMBERED_RECORDS) all = null
    yield record
  }
  if (all) keep(all)
}
