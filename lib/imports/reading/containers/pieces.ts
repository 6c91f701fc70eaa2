import { PlainLines } from './delimited/plain-lines'
import type { FileRecord, Table } from './table'

/** Records, or lines that can be read more quickly than by making a record of each. */
export type Piece = PlainLines | readonly FileRecord[]

export function recordsIn(piece: Piece): Iterable<FileRecord> {
  return piece instanceof PlainLines ? piece.records() : piece
}

/** The records of a table, quickly where it can be. */
export function piecesOf(table: Table): Iterable<Piece> {
  return table.pieces?.() ?? eachAlone(table.records())
}

function* eachAlone(records: Iterable<FileRecord>): Generator<Piece> {
  for (const record of records) yield [record]
}
