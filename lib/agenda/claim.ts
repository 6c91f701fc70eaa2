import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { AgendaKind } from './kinds'

/** A killed worker's item is free again after this long. */
export const LEASE_SECONDS = 30

/** A piece of due work this worker holds. */
export type ClaimedItem = {
  id: bigint
  kind: AgendaKind
  subjectId: string
  attempts: number
  /** Wishes seen when it was claimed; more at the end means: once again. */
  wishes: number
}

/** Claims due items, most urgent first, skipping what others are claiming at this moment. */
export async function claim(
  db: Queryable,
  input: { owner: string; kinds: AgendaKind[]; limit: number; now: Date },
): Promise<ClaimedItem[]> {
  const { owner, kinds, limit, now } = input
  return db.$queryRaw<ClaimedItem[]>(Prisma.sql`
    UPDATE "AgendaItem" SET
      "leaseOwner" = ${owner},
      "leaseUntil" = ${leaseEnd(now)},
      "attempts" = "attempts" + 1
    WHERE "id" IN (
      SELECT "id" FROM "AgendaItem"
      WHERE "dueAt" <= ${now} AND "kind" = ANY(${kinds})
        AND ("leaseUntil" IS NULL OR "leaseUntil" < ${now})
      ORDER BY "priority", "dueAt"
      LIMIT ${limit}
      FOR UPDATE SKIP LOCKED)
    RETURNING "id", "kind", "subjectId", "attempts", "wishes"`)
}

/**
 * Keeps the leases of items still being worked on. One that a step's own transaction holds just now
 * is left out: nobody else can claim it meanwhile, and waiting for several such rows in any order
 * would end in a deadlock with those steps.
 * @returns ids of those whose lease was kept
 */
export async function prolong(
  db: Queryable,
  input: { owner: string; ids: bigint[]; now: Date },
): Promise<bigint[]> {
  const rows = await db.$queryRaw<{ id: bigint }[]>(Prisma.sql`
    UPDATE "AgendaItem" SET "leaseUntil" = ${leaseEnd(input.now)}
    WHERE "id" IN (
      SELECT "id" FROM "AgendaItem"
      WHERE "id" = ANY(${input.ids}) AND "leaseOwner" = ${input.owner}
      FOR UPDATE SKIP LOCKED)
    RETURNING "id"`)
  return rows.map(({ id }) => id)
}

function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + LEASE_SECONDS * 1000)
}
