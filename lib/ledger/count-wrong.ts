import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** How many rows of a rollup are not what its trades make: missing, different or too many. */
export async function countWrong(
  tx: Transaction,
  rows: {
    /** A SELECT of the rows as they should be, and of those that are there, with the same columns. */
    fresh: Prisma.Sql
    stored: Prisma.Sql
    /** The columns that tell rows apart. */
    key: Prisma.Sql
  },
): Promise<number> {
  const { fresh, stored, key } = rows
  const [row] = await tx.$queryRaw<{ wrong: number }[]>(Prisma.sql`
    WITH "fresh" AS (${fresh}), "stored" AS (${stored})
    SELECT count(*)::int AS "wrong" FROM (
      SELECT ${key} FROM (SELECT * FROM "fresh" EXCEPT SELECT * FROM "stored") AS "missing"
      UNION
      SELECT ${key} FROM (SELECT * FROM "stored" EXCEPT SELECT * FROM "fresh") AS "surplus"
    ) AS "wrong"`)
  return row?.wrong ?? 0
}
