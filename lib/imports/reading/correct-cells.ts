import { type FileRecord, MOST_CELLS, type Table } from './containers/table'
import type { Corrections } from './types'

/** A table with the cells its reader has corrected, as if the file had been written so. */
export function correctCells(table: Table, corrections: Corrections | undefined): Table {
  if (!corrections || Object.keys(corrections).length === 0) return table
  return { name: table.name, records: () => correctedRecords(table, corrections) }
}

function* correctedRecords(table: Table, corrections: Corrections): Generator<FileRecord> {
  for (const record of table.records()) {
    const changes = corrections[String(record.line)]
    // A row that is damaged as a whole has no cells that could be told apart.
    yield changes && record.damage === null ? withCells(record, changes) : record
  }
}

function withCells(record: FileRecord, changes: Corrections[string]): FileRecord {
  const cells = [...record.cells]
  for (const [column, text] of Object.entries(changes)) {
    const index = Number(column) - 1
    if (index < 0 || index >= MOST_CELLS) continue
    while (cells.length < index) cells.push('')
    cells[index] = text
  }
  return { ...record, cells }
}
