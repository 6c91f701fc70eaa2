import { z } from 'zod'
import type { Database, Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { tagKey } from '@/lib/domain/tag'
import type { TagUndo } from '@/lib/domain/views/notes'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { inVisibleAccounts } from '@/lib/journal/visible-accounts'
import { tidy } from './annotate'
import { newTagName } from './new-tag-name'
import { MOST_TAGGED } from './tag-trades'

export const TagChange = z.object({ name: newTagName })

/**
 * Gives a tag another name; its trades keep it.
 * @throws AppError CONFLICT when another tag has that name
 */
export async function renameTag(
  db: Database,
  input: { actor: Actor; tagId: string; name: string },
): Promise<void> {
  const { actor, tagId, name } = input
  await db.$transaction(async (tx) => {
    await findTag(tx, actor, tagId)
    const key = tagKey(name)
    const other = await tx.tag.findFirst({
      where: { userId: actor.userId, key, id: { not: tagId } },
    })
    if (other) throw new AppError('CONFLICT', `There is a tag “${other.name}” already.`)
    await tx.tag.update({ where: { id: tagId, userId: actor.userId }, data: { name, key } })
  })
}

/**
 * Takes a tag off all its trades.
 * @returns taggings that put it back
 */
export async function deleteTag(
  db: Database,
  { actor, tagId }: { actor: Actor; tagId: string },
): Promise<TagUndo[]> {
  return db.$transaction(async (tx) => {
    const { name, trades } = await findTag(tx, actor, tagId)
    await tx.tag.delete({ where: { id: tagId, userId: actor.userId } })
    await tidy(tx, actor)
    const tradeIds = await inSight(
      tx,
      actor,
      trades.map(({ note }) => note.tradeId),
    )
    const times = Math.ceil(tradeIds.length / MOST_TAGGED)
    return Array.from({ length: times }, (_, time) => ({
      tradeIds: tradeIds.slice(time * MOST_TAGGED, (time + 1) * MOST_TAGGED),
      add: [name],
      remove: [],
    }))
  })
}

async function findTag(tx: Transaction, { userId }: Actor, tagId: string) {
  const tag = await tx.tag.findFirst({
    where: { id: tagId, userId },
    include: { trades: { select: { note: { select: { tradeId: true } } } } },
  })
  if (!tag) throw notFound('tag')
  return tag
}

/** Of these trades those that the journal shows: notes of others wait for their trade to come back. */
async function inSight(tx: Transaction, actor: Actor, tradeIds: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT "id" FROM "Trade" WHERE "id" = ANY(${tradeIds}::uuid[]) AND ${inVisibleAccounts(actor)}`)
  return rows.map(({ id }) => id)
}
