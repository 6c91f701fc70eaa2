import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { AgendaKind } from './kinds'

/**
 * How long a slot outlives the last sign of life of its holder, and so how long nobody talks to
 * cTrader after a kill. The holder keeps it every second and stops sending before it ends; five
 * seconds leave room for a database that hesitates (decision 9).
 */
const SLOT_SECONDS = 5

/**
 * What only reads, through the slot's own sockets. It goes to the next holder with the slot, for its
 * own lease would keep it from anybody for half a minute. Whoever held it and still lives finds that
 * out at its commit, which then does not happen. What spends a code or a token keeps its lease.
 */
export const GOES_WITH_THE_SLOT: AgendaKind[] = [
  'account.sync',
  'connection.check',
  'connection.test',
]

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
    WITH free AS (
      SELECT "number", "leaseOwner" AS "former" FROM "Slot"
      WHERE "number" <= ${slots}
        AND ("leaseOwner" = ${owner} OR "leaseUntil" IS NULL OR "leaseUntil" < ${now})
      ORDER BY ("leaseOwner" = ${owner}) DESC NULLS LAST, "number"
      LIMIT 1
      FOR UPDATE SKIP LOCKED
    ), inherited AS (
      UPDATE "AgendaItem" SET "leaseOwner" = NULL, "leaseUntil" = NULL
      FROM free
      WHERE "AgendaItem"."leaseOwner" = free."former" AND free."former" <> ${owner}
        AND "kind" = ANY(${GOES_WITH_THE_SLOT})
    )
    UPDATE "Slot" SET "leaseOwner" = ${owner}, "leaseUntil" = ${until}
    FROM free WHERE "Slot"."number" = free."number"
    RETURNING "Slot"."number"`)
  const held = rows[0]
  return held ? { number: held.number, until } : null
}

export async function releaseSlot(db: Queryable, owner: string): Promise<void> {
  await db.slot.updateMany({
    where: { leaseOwner: owner },
    data: { leaseOwner: null, leaseUntil: null },
  })
}
