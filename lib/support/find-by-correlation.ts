import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** A whole id, or the beginning of one, as an error card and a log line of ours show it. */
export function correlationRange(q: string): { from: string; to: string } | null {
  const id = z.uuid().safeParse(q)
  if (id.success) return { from: id.data, to: id.data }
  if (!/^[0-9a-f]{8}$/i.test(q)) return null
  const end = (digit: string) => `${q}-0000-0000-0000-000000000000`.replace(/(?<=-.*)0/g, digit)
  return { from: end('0'), to: end('f') }
}

/** Whose connections were touched by a press or a step, however it went on from there. */
export function findByCorrelation(
  db: Queryable,
  { from, to }: { from: string; to: string },
  most: number,
): Promise<{ userId: string; connectionId: string | null }[]> {
  const isIt = (table: string) =>
    Prisma.sql`${Prisma.raw(table)}."correlationId" BETWEEN ${from}::uuid AND ${to}::uuid`
  return db.$queryRaw<{ userId: string; connectionId: string | null }[]>(Prisma.sql`
    WITH touched AS (
      SELECT event."connectionId" AS "id" FROM "ConnectionEvent" event WHERE ${isIt('event')}
      UNION SELECT run."connectionId" FROM "Run" run WHERE ${isIt('run')}
      UNION SELECT COALESCE(account."connectionId", item."subjectId") FROM "AgendaItem" item
        LEFT JOIN "TradingAccount" account ON account."id" = item."subjectId" WHERE ${isIt('item')}
      UNION SELECT entry."subjectId" FROM "AuditEntry" entry
        WHERE ${isIt('entry')} AND entry."subjectKind" = 'connection')
    SELECT connection."userId",
      -- A repair is looked at where it is made, not in its hidden row.
      COALESCE(connection."mergedIntoId", connection."repairsId", connection."id") AS "connectionId"
    FROM touched JOIN "Connection" connection ON connection."id" = touched."id"
    UNION SELECT run."userId", NULL FROM "Run" run
      WHERE ${isIt('run')} AND run."connectionId" IS NULL
    LIMIT ${most}`)
}
