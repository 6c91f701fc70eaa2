import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** How long a slot outlives the last sign of life of its holder. */
const SLOT_SECONDS = 15

/**
 * Takes or keeps one of the fleet's slots. Only a holder talks to cTrader: one live and one demo
 * socket, within one budget, so the provider's limits hold however many workers run.
 *
 * @returns the slot's number and how long it is held, or null when all are taken
 */
export async function holdSlot(
  db: Queryable,
  input: { owner: string; slots: number; now: Date },
): Promise<{ number: number; until: Date } | null> {
  const { owner, slots, now } = input
  await db.$executeRaw(Prisma.sql`
    INSERT INTO "Slot" ("number") SELECT generate_series(1, ${slots}::int) ON CONFLICT DO NOTHING`)
  const until = new Date(now.getTime() + SLOT_SECONDS * 1000)
  const rows = await db.$queryRaw<{ number: number }[]>(Prisma.sql`
    UPDATE "Slot" SET "leaseOwner" = ${owner}, "leaseUntil" = ${until}
    WHERE "number" = (
      SELECT "number" FROM "Slot"
      WHERE "number" <= ${slots}
        AND ("leaseOwner" = ${owner} OR "leaseUntil" IS NULL OR "leaseUntil" < ${now})
      ORDER BY ("leaseOwner" = ${owner}) DESC NULLS LAST, "number"
      LIMIT 1
      FOR UPDATE SKIP LOCKED)
    RETURNING "number"`)
  const held = rows[0]
  return held ? { number: held.number, until } : null
}

export async function releaseSlot(db: Queryable, owner: string): Promise<void> {
  await db.slot.updateMany({
    where: { leaseOwner: owner },
    data: { leaseOwner: null, leaseUntil: null },
  })
}
