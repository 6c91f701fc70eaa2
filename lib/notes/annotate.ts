import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { inVisibleAccounts } from '@/lib/journal/visible-accounts'

/**
 * Holds some trades of this trader's while something is written about them: a rebuild that would take
 * one away waits, and then finds what was written.
 * @throws AppError NOT_FOUND unless every one of them is the trader's
 */
export async function holdTrades(
  tx: Transaction,
  actor: Actor,
  tradeIds: readonly string[],
): Promise<void> {
  const wanted = new Set(tradeIds)
  const held = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT "id" FROM "Trade" WHERE "id" = ANY(${[...wanted]}::uuid[]) AND ${inVisibleAccounts(actor)}
    ORDER BY "id" FOR SHARE`)
  if (held.length < wanted.size) throw notFound('trade')
}

/** Gives trades that are held an empty note where they have none. */
export async function ensureNotes(
  tx: Transaction,
  tradeIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "TradeNote" ("id", "userId", "accountId", "tradeId", "positionKey", "symbol",
      "direction", "closedAt", "net", "createdAt", "updatedAt")
    SELECT gen_random_uuid(), "userId", "accountId", "id", "positionKey", "symbol",
      "direction", "closedAt", "net", ${now}, ${now}
    FROM "Trade" WHERE "id" = ANY(${[...tradeIds]}::uuid[])
    ON CONFLICT ("tradeId") DO NOTHING`)
}

/** Removes what is empty now: notes that say nothing, and tags that no trade has. */
export async function tidy(tx: Transaction, actor: Actor): Promise<void> {
  const { userId } = actor
  await tx.tag.deleteMany({ where: { userId, trades: { none: {} } } })
  await tx.tradeNote.deleteMany({
    where: { userId, text: '', rating: null, risk: null, tags: { none: {} } },
  })
}
