import type { Transaction } from '@/lib/db/client'
import { copyRows } from '@/lib/db/copy-rows'
import { Prisma } from '@/lib/db/generated/client'
import { storable } from './reading/plain-text'
import type { PlannedRow } from './row-view'

/**
 * Whoever writes the rows of a file does so alone until the end of the transaction. The file itself stays free: its
 * trader can answer while it is read.
 */
export async function lockImportRows(tx: Transaction, importFileId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    SELECT pg_advisory_xact_lock(hashtextextended(${`rows of ${importFileId}`}, 0))`)
}

/** Keeps some rows of a file, each with its verdict. */
export async function insertImportRows(
  tx: Transaction,
  importFileId: string,
  rows: PlannedRow[],
): Promise<void> {
  await copyRows(
    tx,
    'ImportRow',
    ['importFileId', 'line', 'verdict', 'detail'],
    rows.map((row) => [importFileId, row.line, row.verdict, detailOf(row)]),
  )
}

export async function replaceImportRows(
  tx: Transaction,
  importFileId: string,
  rows: PlannedRow[],
): Promise<void> {
  const lines = rows.map(({ line }) => line)
  await tx.importRow.deleteMany({ where: { importFileId, line: { in: lines } } })
  await insertImportRows(tx, importFileId, rows)
}

/** Of a row what there is to say: most have nothing beside their deal. */
function detailOf({ line: _, verdict: __, cells, ...detail }: PlannedRow): string {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(detail)) {
    const isEmpty =
      value === null || value === false || (Array.isArray(value) && value.length === 0)
    if (!isEmpty) kept[name] = value
  }
  if (cells) kept.cells = cells.map(storable)
  return JSON.stringify(kept)
}
