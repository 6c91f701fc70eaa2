import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

export type Rebuilt = {
  accountId: string
  /** Trades that were put together anew; null for all of the account. */
  tradeIds: string[] | null
  /** By id of a trade that may be gone: the trade that has its deals now. */
  heirs: ReadonlyMap<string, string>
}

/**
 * Lets what a trader wrote follow the trades after some of them were rebuilt. A trade keeps its id in
 * nearly every case and nothing is to do. Else a note goes to the trade that has the deals of the one
 * that is gone; and one whose trade is not there at all (its import was undone) goes to a rebuilt trade
 * with the same figures, which is the same trade told by somebody else. What was written never changes
 * here, unless two trades turn out to be one: then both texts stay, one below the other.
 *
 * Called after the trades were written: whoever writes a note holds its trade meanwhile.
 */
export async function carryNotes(
  tx: Transaction,
  { accountId, tradeIds, heirs }: Rebuilt,
): Promise<void> {
  if (heirs.size > 0) await followDeals(tx, accountId, heirs)
  if (tradeIds?.length === 0 || (await tx.tradeNote.count({ where: { accountId } })) === 0) return
  const rebuilt = tradeIds ? Prisma.sql`t."id" = ANY(${tradeIds}::uuid[])` : Prisma.sql`TRUE`
  await findAgain(tx, accountId, rebuilt)
  await tx.$executeRaw(Prisma.sql`
    UPDATE "TradeNote" n SET "positionKey" = t."positionKey", "symbol" = t."symbol",
      "direction" = t."direction", "closedAt" = t."closedAt", "net" = t."net"
    FROM "Trade" t WHERE n."accountId" = ${accountId}::uuid AND t."id" = n."tradeId" AND ${rebuilt}
      AND (n."positionKey", n."symbol", n."direction", n."closedAt", n."net") IS DISTINCT FROM
          (t."positionKey", t."symbol", t."direction", t."closedAt", t."net")`)
}

async function followDeals(
  tx: Transaction,
  accountId: string,
  heirs: ReadonlyMap<string, string>,
): Promise<void> {
  const left = await tx.$queryRaw<{ id: string; tradeId: string }[]>(Prisma.sql`
    SELECT n."id", n."tradeId" FROM "TradeNote" n
    WHERE n."tradeId" = ANY(${[...heirs.keys()]}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM "Trade" t WHERE t."id" = n."tradeId")
    ORDER BY n."createdAt", n."id"`)
  for (const { id, tradeId } of left) {
    const heir = heirs.get(tradeId)
    if (heir) await hang(tx, id, { accountId, tradeId: heir })
  }
}

/** Each of two equal trades finds one of two equal notes. */
async function findAgain(tx: Transaction, accountId: string, rebuilt: Prisma.Sql): Promise<void> {
  const pairs = await tx.$queryRaw<{ id: string; tradeId: string }[]>(Prisma.sql`
    SELECT n."id", t."id" AS "tradeId" FROM "TradeNote" n
    JOIN "Trade" t ON t."accountId" = n."accountId" AND t."symbol" = n."symbol"
      AND t."direction" = n."direction"
      AND (t."closedAt" = n."closedAt" AND t."positionKey" = n."positionKey" OR t."net" = n."net"
        AND date_trunc('minute', t."closedAt") = date_trunc('minute', n."closedAt"))
    WHERE n."accountId" = ${accountId}::uuid AND ${rebuilt}
      AND NOT EXISTS (SELECT 1 FROM "Trade" own WHERE own."id" = n."tradeId")
      AND NOT EXISTS (SELECT 1 FROM "TradeNote" other WHERE other."tradeId" = t."id")
    ORDER BY n."createdAt", n."id", t."closedAt", t."id"`)
  const placed = new Set<string>()
  for (const { id, tradeId } of pairs) {
    if (placed.has(id) || placed.has(tradeId)) continue
    placed.add(id).add(tradeId)
    await hang(tx, id, { accountId, tradeId })
  }
}

async function hang(
  tx: Transaction,
  id: string,
  home: { accountId: string; tradeId: string },
): Promise<void> {
  const there = await tx.tradeNote.findUnique({ where: { tradeId: home.tradeId } })
  if (!there) {
    await tx.tradeNote.update({ where: { id }, data: home })
    return
  }
  const { tags, ...note } = await tx.tradeNote.findUniqueOrThrow({
    where: { id },
    include: { tags: true },
  })
  const withRisk = there.risk ? there : note
  await tx.tradeNote.update({
    where: { id: there.id },
    data: {
      text: [there.text, note.text].filter((text) => text !== '').join('\n\n---\n\n'),
      rating: there.rating ?? note.rating,
      risk: withRisk.risk,
      riskCurrency: withRisk.riskCurrency,
    },
  })
  await tx.tradeTag.createMany({
    data: tags.map(({ tagId }) => ({ noteId: there.id, tagId })),
    skipDuplicates: true,
  })
  await tx.tradeNote.delete({ where: { id } })
}
