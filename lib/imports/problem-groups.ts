import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { AlikeCellsView, ProblemGroupView } from '@/lib/domain/views/import'
import { causeInWords } from './reading/cause-words'
import { LEFT_OUT } from './row-view'

/** Enough to find them in the file; the table has them all. */
const LINES_NAMED = 5

type Row = { cause: string | null; rows: number; lines: number[] }

/** The rows of a file that cannot be read, by what helps: one cure may help against several causes. */
export async function problemGroups(
  db: Queryable,
  importFileId: string,
): Promise<ProblemGroupView[]> {
  const causes = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT "detail"->>'cause' AS "cause", count(*)::int AS "rows",
           (array_agg("line" ORDER BY "line"))[1:${LINES_NAMED}::int] AS "lines"
    FROM "ImportRow" WHERE "importFileId" = ${importFileId}::uuid AND "verdict" = 'problem'
    GROUP BY 1 ORDER BY 2 DESC, 1`)
  const groups = new Map<string | null, ProblemGroupView>()
  for (const { cause, rows, lines } of causes) {
    const { text, cure } = causeInWords('problem', cause)
    const group = groups.get(cure) ?? { cure, rows: 0, causes: [] }
    group.rows += rows
    group.causes.push({ cause, text, rows, lines })
    groups.set(cure, group)
  }
  return [...groups.values()].sort((one, two) => two.rows - one.rows)
}

const MOST_ALIKE = 5

/** What stands in several rows and cannot be read in any: corrected once, all of them are. */
export async function alikeCells(db: Queryable, importFileId: string): Promise<AlikeCellsView[]> {
  return db.$queryRaw<AlikeCellsView[]>(Prisma.sql`
    SELECT (cell->>'column')::int AS "column", cell->>'header' AS "header",
           cell->>'value' AS "value", count(*)::int AS "rows"
    FROM "ImportRow", jsonb_array_elements("detail"->'wrongCells') AS cell
    WHERE "importFileId" = ${importFileId}::uuid AND "verdict" = 'problem'
    GROUP BY 1, 2, 3 HAVING count(*) > 1 ORDER BY 4 DESC, 1, 3 LIMIT ${MOST_ALIKE}`)
}

/** The lines in which this stands in this column and cannot be read. */
export async function linesWith(
  db: Queryable,
  importFileId: string,
  { column, value }: { column: number; value: string },
): Promise<number[]> {
  const cell = JSON.stringify([{ column, value }])
  const rows = await db.$queryRaw<{ line: number }[]>(Prisma.sql`
    SELECT "line" FROM "ImportRow"
    WHERE "importFileId" = ${importFileId}::uuid AND "verdict" = 'problem'
      AND "detail"->'wrongCells' @> ${cell}::jsonb
    ORDER BY "line"`)
  return rows.map(({ line }) => line)
}

export function rowsLeftOut(db: Queryable, importFileId: string): Promise<number> {
  return db.importRow.count({
    where: { importFileId, verdict: 'not-a-trade', detail: { path: ['cause'], equals: LEFT_OUT } },
  })
}
