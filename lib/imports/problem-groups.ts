import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { ProblemGroupView } from '@/lib/domain/views/import'
import { causeInWords } from './reading/cause-words'

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
    group.causes.push({ text, rows, lines })
    groups.set(cure, group)
  }
  return [...groups.values()].sort((one, two) => two.rows - one.rows)
}
