import { randomUUID } from 'node:crypto'
import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { tagKey } from '@/lib/domain/tag'
import { DayNoteLine, TagLine, TradeNoteLine } from './format'
import { ArchiveRefused, type OpenArchive } from './open-archive'

type Source = { userId: string; archive: OpenArchive; accountOf: (number: number) => string }

/** What the trader wrote, once the trades it is about are there. */
export async function readNotes(tx: Transaction, source: Source): Promise<void> {
  const { userId, archive } = source
  for await (const part of archive.lines('tags', TagLine))
    await tx.tag.createMany({
      data: part.map((tag) => ({ ...tag, userId, key: tagKey(tag.name) })),
      skipDuplicates: true,
    })
  const tags = await tx.tag.findMany({ where: { userId }, select: { id: true, key: true } })
  const tagIds = new Map(tags.map(({ id, key }) => [key, id]))
  for await (const part of archive.lines('trade-notes', TradeNoteLine))
    for (const line of part) await readTradeNote(tx, source, tagIds, line)
  for await (const part of archive.lines('day-notes', DayNoteLine))
    await tx.dayNote.createMany({
      data: part.map(({ day, ...note }) => ({ ...note, userId, day: new Date(day) })),
      skipDuplicates: true,
    })
}

async function readTradeNote(
  tx: Transaction,
  { userId, accountOf }: Source,
  tagIds: ReadonlyMap<string, string>,
  line: ReturnType<(typeof TradeNoteLine)['parse']>,
): Promise<void> {
  const { account, tags, tradeIsGone, ...note } = line
  const accountId = accountOf(account)
  const trade = tradeIsGone ? null : await tradeOf(tx, accountId, line)
  const ids = tags.map((name) => {
    const id = tagIds.get(tagKey(name))
    if (!id) throw new ArchiveRefused('trade-notes: a tag is named and not described.')
    return id
  })
  // One whose trade is gone waits for it under an id of its own.
  await tx.tradeNote.create({
    data: {
      ...note,
      userId,
      accountId,
      tradeId: trade ?? randomUUID(),
      tags: { create: [...new Set(ids)].map((tagId) => ({ tagId })) },
    },
  })
}

/** The trade a line names, unless another line was about it already. */
async function tradeOf(
  tx: Transaction,
  accountId: string,
  { positionKey, direction, closedAt }: { positionKey: string; direction: string; closedAt: Date },
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT t."id" FROM "Trade" t
    WHERE t."accountId" = ${accountId}::uuid AND t."positionKey" = ${positionKey}
      AND t."direction" = ${direction}::"Direction" AND t."closedAt" = ${closedAt}
      AND NOT EXISTS (SELECT 1 FROM "TradeNote" n WHERE n."tradeId" = t."id")
    ORDER BY t."id" LIMIT 1`)
  return row?.id ?? null
}
