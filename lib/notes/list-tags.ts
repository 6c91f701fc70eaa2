import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { TagUseView } from '@/lib/domain/views/notes'
import type { Actor } from '@/lib/identity/sessions'
import { inVisibleAccounts } from '@/lib/journal/visible-accounts'
import { tagView } from './note-view'

type Row = { id: string; name: string; colour: string; trades: number }

/** A trader's tags that some trade of the journal has, by name. */
export async function listTags(
  db: Queryable,
  { actor }: { actor: Actor },
): Promise<{ tags: TagUseView[] }> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT g."id", g."name", g."colour", count(*)::int AS "trades"
    FROM "Tag" g JOIN "TradeTag" tt ON tt."tagId" = g."id" JOIN "TradeNote" n ON n."id" = tt."noteId"
    WHERE g."userId" = ${actor.userId}::uuid
      AND n."tradeId" IN (SELECT "id" FROM "Trade" WHERE ${inVisibleAccounts(actor)})
    GROUP BY g."id" ORDER BY g."key"`)
  return { tags: rows.map(({ trades, ...tag }) => ({ ...tagView(tag), trades })) }
}
