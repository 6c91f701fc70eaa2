import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { AgendaKind } from './kinds'

/** A killed worker's item is free again after this long. */
export const LEASE_SECONDS = 30

/**
 * Work on which our own code failed so often in a row, or whose worker died so often, waits for an
 * operator: a fault of ours is not mended by trying, and one that kills its worker takes others along.
 * Three quarters of an hour of tries come before that. What cTrader or a mail server says does not count.
 */
export const SET_ASIDE_AFTER = 12

export function isSetAside({ faults }: { faults: number }): boolean {
  return faults >= SET_ASIDE_AFTER
}

/** A piece of due work this worker holds. */
export type ClaimedItem = {
  id: bigint
  kind: AgendaKind
  subjectId: string
  attempts: number
  /** Wishes seen when it was claimed; more at the end means: once again. */
  wishes: number
}

/** With the id of the press it comes from, or of its own. */
type Claimed = ClaimedItem & { correlationId: string }

/**
 * Claims due items, most urgent first, skipping what others are claiming at this moment. The search
 * is materialized: as a sub-select PostgreSQL may run it once per row, and every run passes over what
 * this very statement has claimed, which claims more than asked for.
 */
export async function claim(
  db: Queryable,
  input: { owner: string; kinds: AgendaKind[]; limit: number; now: Date },
): Promise<Claimed[]> {
  const { owner, kinds, limit, now } = input
  return db.$queryRaw<Claimed[]>(Prisma.sql`
    WITH due AS MATERIALIZED (
      SELECT "id" FROM "AgendaItem"
      WHERE "dueAt" <= ${now} AND "kind" = ANY(${kinds}) AND "faults" < ${SET_ASIDE_AFTER}
        AND ("leaseUntil" IS NULL OR "leaseUntil" < ${now})
      ORDER BY "priority", "dueAt"
      LIMIT ${limit}
      FOR UPDATE SKIP LOCKED)
    UPDATE "AgendaItem" AS item SET
      "leaseOwner" = ${owner},
      "leaseUntil" = ${leaseEnd(now)},
      "attempts" = "attempts" + 1,
      -- Somebody had it and never gave it back.
      "faults" = "faults" + CASE WHEN "leaseOwner" IS NULL THEN 0 ELSE 1 END,
      "correlationId" = COALESCE("correlationId", gen_random_uuid())
    FROM due WHERE item."id" = due."id"
    RETURNING item."id", item."kind", item."subjectId", item."attempts", item."wishes",
      item."correlationId"`)
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
