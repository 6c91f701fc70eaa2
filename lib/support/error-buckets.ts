import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { runReason } from '@/lib/domain/run-reasons'
import type { ErrorBucketView } from '@/lib/domain/views/support'

const DAYS = 30

/** Why things failed on a connection within thirty days, by code, the commonest first. */
export async function errorBuckets(
  db: Queryable,
  { connectionId, now }: { connectionId: string; now: Date },
): Promise<ErrorBucketView[]> {
  const since = new Date(now.getTime() - DAYS * 86_400_000)
  const rows = await db.$queryRaw<
    { code: string; count: number; firstAt: Date; lastAt: Date; runId: string | null }[]
  >(Prisma.sql`
    SELECT "code", count(*)::int AS "count", min("at") AS "firstAt", max("at") AS "lastAt",
      (array_agg("runId" ORDER BY "at" DESC) FILTER (WHERE "runId" IS NOT NULL))[1]::text AS "runId"
    FROM (
      SELECT "code", "at", NULL::uuid AS "runId" FROM "ConnectionEvent"
      WHERE "connectionId" = ${connectionId}::uuid AND "at" > ${since} AND "code" IS NOT NULL
        AND "kind" IN ('failing', 'refused', 'account-unreadable', 'authorisation-ended')
      UNION ALL
      SELECT "reason", coalesce("finishedAt", "startedAt"), "id" FROM "Run"
      WHERE "connectionId" = ${connectionId}::uuid AND "startedAt" > ${since}
        AND "outcome" = 'FAILED' AND "reason" IS NOT NULL
    ) met
    GROUP BY "code" ORDER BY 2 DESC, 4 DESC LIMIT 12`)
  return rows.map(({ code, count, firstAt, lastAt, runId }) => {
    const { text, cure } = runReason(code)
    const at = { firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() }
    return { code, text, cure: cure?.text ?? null, count, ...at, runId }
  })
}
