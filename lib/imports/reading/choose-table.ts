import type { FileRecord, Table } from './containers/table'
import { Recogniser } from './recognise'

const LOOKED_AT = 200

/** Sheets that hold trades, when there is more than one to choose from. */
export type SheetChoice = { chosen: string; all: string[] } | null

const EMPTY: Table = { name: null, records: (): FileRecord[] => [] }

/** The first table that holds trades; of several the one asked for. */
export function chooseTable(
  tables: readonly Table[],
  wanted: string | undefined,
): { table: Table; sheets: SheetChoice } {
  const [only = EMPTY] = tables
  if (tables.length < 2) return { table: only, sheets: null }
  const withDeals = tables.filter(holdsDeals)
  const table =
    withDeals.find(({ name }) => name === wanted) ?? withDeals[0] ?? tables.find(isFilled) ?? only
  const all = withDeals.flatMap(({ name }) => name ?? [])
  return { table, sheets: all.length > 1 ? { chosen: table.name ?? '', all } : null }
}

function holdsDeals(table: Table): boolean {
  const recogniser = new Recogniser()
  let seen = 0
  for (const record of table.records()) {
    recogniser.see(record)
    if (recogniser.deals) return true
    if (++seen >= LOOKED_AT) break
  }
  return recogniser.deals !== null
}

function isFilled(table: Table): boolean {
  for (const { cells } of table.records()) if (cells.some((cell) => cell.trim() !== '')) return true
  return false
}
