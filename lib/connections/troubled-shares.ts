import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { SHARE_WINDOW_MS, type TroubledShare } from '@/lib/domain/support/incident'

/**
 * How many connections of each environment have failed within the last quarter of an hour and not
 * worked since, or were refused within it. A refusal does not wear off while an incident is open: it
 * counts from a quarter of an hour before that. Numbers only, over all users.
 *
 * @returns by the environment's key
 */
export async function troubledShares(
  db: Queryable,
  now: Date,
): Promise<Map<string, TroubledShare>> {
  const since = new Date(now.getTime() - SHARE_WINDOW_MS)
  const rows = await db.$queryRaw<({ platform: string } & TroubledShare)[]>(Prisma.sql`
    WITH checked AS (
      SELECT c."platform", c."lastFailureAt", c."lastSuccessAt", c."refusedAt",
        COALESCE(i."openedAt" - ${SHARE_WINDOW_MS} * interval '1 millisecond', ${since}) AS "refusedSince"
      FROM "Connection" c
      LEFT JOIN "Incident" i ON i."platform" = c."platform" AND i."endedAt" IS NULL
      WHERE c."completedAt" IS NOT NULL AND c."removedAt" IS NULL AND c."supersededAt" IS NULL
        AND c."pausedAt" IS NULL
    )
    SELECT "platform", count(*)::int AS "total",
      count(*) FILTER (WHERE "refusedAt" IS NOT NULL OR (
        "lastFailureAt" > ${since}
        AND "lastFailureAt" > COALESCE("lastSuccessAt", '-infinity')))::int AS "troubled"
    FROM checked WHERE "refusedAt" IS NULL OR "refusedAt" > "refusedSince"
    GROUP BY "platform"`)
  return new Map(rows.map(({ platform, total, troubled }) => [platform, { total, troubled }]))
}
