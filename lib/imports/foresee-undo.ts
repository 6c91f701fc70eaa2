import type { Queryable } from '@/lib/db/client'
import { type ImportFile, Prisma } from '@/lib/db/generated/client'
import { COUNTING_STATES, restorableUntil } from '@/lib/domain/import-life'
import type { ImportEventView, ImportUndoView } from '@/lib/domain/views/import'

type Kept = Pick<ImportFile, 'id' | 'state' | 'undoneAt' | 'stoppedAt'>

export function undoneView({
  undoneAt,
  stoppedAt,
}: Kept): Pick<ImportUndoView, 'undoneAt' | 'restorableUntil' | 'stoppedAt'> {
  return {
    undoneAt: undoneAt?.toISOString() ?? null,
    restorableUntil: undoneAt && restorableUntil(undoneAt).toISOString(),
    stoppedAt: stoppedAt?.toISOString() ?? null,
  }
}

/** What an undo would take out and what it would leave, said before it is asked for. */
export async function foreseeUndo(
  db: Queryable,
  file: Kept,
): Promise<Pick<ImportUndoView, 'removes' | 'keeps'>> {
  if (file.state !== 'DONE') return { removes: null, keeps: 0 }
  const [row] = await db.$queryRaw<{ deals: number; trades: number; keeps: number }[]>(Prisma.sql`
    WITH told AS (
      SELECT DISTINCT "dealRowId" AS "id" FROM "DealSighting"
      WHERE "importFileId" = ${file.id}::uuid
    ), deals AS (
      SELECT d."id", d."tradeId", d."source" = 'FILE' AND NOT EXISTS (
        SELECT 1 FROM "DealSighting" s JOIN "ImportFile" f ON f."id" = s."importFileId"
        WHERE s."dealRowId" = d."id" AND s."importFileId" <> ${file.id}::uuid
          AND f."state"::text = ANY(${[...COUNTING_STATES]})) AS "alone"
      FROM told JOIN "Deal" d ON d."id" = told."id"
    ), trades AS (
      SELECT d."tradeId" FROM "Deal" d
      WHERE d."tradeId" IN (SELECT "tradeId" FROM deals WHERE "alone")
      GROUP BY d."tradeId"
      HAVING bool_and(d."id" IN (SELECT "id" FROM deals WHERE "alone"))
    )
    SELECT (SELECT count(*) FROM deals WHERE "alone")::int AS "deals",
           (SELECT count(*) FROM deals WHERE NOT "alone")::int AS "keeps",
           (SELECT count(*) FROM trades)::int AS "trades"`)
  const { deals = 0, trades = 0, keeps = 0 } = row ?? {}
  return { removes: { deals, trades }, keeps }
}

const EVENTS: Record<string, ImportEventView['what']> = {
  upload: 'added',
  undo: 'undone',
  restore: 'restored',
}

/** Everything that happened to an import, oldest first. */
export async function importHistory(
  db: Queryable,
  importFileId: string,
): Promise<ImportEventView[]> {
  const runs = await db.run.findMany({
    where: { importFileId, outcome: 'COMPLETED' },
    orderBy: { startedAt: 'asc' },
  })
  return runs.flatMap(({ id, trigger, startedAt, added, updated, removed }) => {
    const what = EVENTS[trigger]
    return what ? [{ id, what, at: startedAt.toISOString(), added, updated, removed }] : []
  })
}
