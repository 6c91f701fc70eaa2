import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** How many connections of an environment cTrader refused lately: numbers only, over all users. */
export async function refusalsAround(
  db: Queryable,
  { platform, now }: { platform: string; now: Date },
): Promise<{ total: number; lastHour: number; notApproved: number }> {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  const [row] = await db.$queryRaw<
    { total: number; lastHour: number; notApproved: number }[]
  >(Prisma.sql`
    SELECT count(*)::int AS "total",
      count(*) FILTER (WHERE "refusedAt" > ${hourAgo})::int AS "lastHour",
      count(*) FILTER (WHERE "notApprovedAt" IS NOT NULL)::int AS "notApproved"
    FROM "Connection"
    WHERE "platform" = ${platform} AND "completedAt" IS NOT NULL AND "removedAt" IS NULL
      AND "supersededAt" IS NULL`)
  return row ?? { total: 0, lastHour: 0, notApproved: 0 }
}
