import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** How many connections of an environment are being checked, and which of them fail just now. */
export type FailingShare = { total: number; failing: number }

/**
 * Counts over all users, numbers only: they tell an outage at cTrader from the trouble of one link.
 * @returns the share of each environment by its key
 */
export async function failingShares(db: Queryable): Promise<Map<string, FailingShare>> {
  const rows = await db.$queryRaw<
    { platform: string; total: number; failing: number }[]
  >(Prisma.sql`
    SELECT "platform", count(*)::int AS "total",
      count(*) FILTER (WHERE "lastFailureAt" > COALESCE("lastSuccessAt", '-infinity'))::int AS "failing"
    FROM "Connection"
    WHERE "completedAt" IS NOT NULL AND "refusedAt" IS NULL AND "removedAt" IS NULL
      AND "supersededAt" IS NULL AND "pausedAt" IS NULL
    GROUP BY "platform"`)
  return new Map(rows.map(({ platform, total, failing }) => [platform, { total, failing }]))
}

/** What is left of a share without one connection, which is counted in it only while it is checked. */
export function withoutOne(
  share: FailingShare | undefined,
  connection: {
    completedAt: Date | null
    refusedAt: Date | null
    removedAt: Date | null
    supersededAt: Date | null
    pausedAt: Date | null
    lastFailureAt: Date | null
    lastSuccessAt: Date | null
  },
): FailingShare {
  const { completedAt, refusedAt, removedAt, supersededAt, pausedAt } = connection
  const { lastFailureAt, lastSuccessAt } = connection
  const counted = completedAt && !refusedAt && !removedAt && !supersededAt && !pausedAt
  const { total, failing } = share ?? { total: 0, failing: 0 }
  if (!counted || total === 0) return { total, failing }
  const fails = lastFailureAt && (!lastSuccessAt || lastFailureAt > lastSuccessAt)
  return { total: total - 1, failing: failing - (fails ? 1 : 0) }
}
