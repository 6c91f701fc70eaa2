import { z } from 'zod'
import type { Database, Transaction } from '@/lib/db/client'
import { LONGEST_TAG, nextTagColour, tagKey, tagName } from '@/lib/domain/tag'
import type { Actor } from '@/lib/identity/sessions'
import { text } from '@/lib/text'
import { ensureNotes, holdTrades, tidy } from './annotate'

const names = z
  .array(text(LONGEST_TAG).transform(tagName).pipe(z.string().min(1, 'A tag needs a name.')))
  .max(20)
  .default([])

export const Tagging = z.object({
  tradeIds: z.array(z.uuid()).min(1).max(500),
  add: names,
  remove: names,
})

/** Puts tags on trades and takes some off, by name; a name that is new becomes a tag. */
export async function tagTrades(
  db: Database,
  input: { actor: Actor; tagging: z.output<typeof Tagging>; now: Date },
): Promise<void> {
  const { actor, now } = input
  const { tradeIds, add, remove } = input.tagging
  await db.$transaction(
    async (tx) => {
      await holdTrades(tx, actor, tradeIds)
      await ensureNotes(tx, tradeIds, now)
      const notes = await tx.tradeNote.findMany({
        where: { userId: actor.userId, tradeId: { in: tradeIds } },
        select: { id: true },
      })
      const tagIds = await tagsNamed(tx, actor, add, now)
      await tx.tradeTag.createMany({
        data: notes.flatMap(({ id }) => tagIds.map((tagId) => ({ noteId: id, tagId }))),
        skipDuplicates: true,
      })
      await tx.tradeTag.deleteMany({
        where: {
          noteId: { in: notes.map(({ id }) => id) },
          tag: { userId: actor.userId, key: { in: remove.map(tagKey) } },
        },
      })
      await tidy(tx, actor)
    },
    { timeout: WAIT_FOR_A_REBUILD_MS },
  )
}

/** An import that rewrites these very trades is waited for. */
const WAIT_FOR_A_REBUILD_MS = 30_000

async function tagsNamed(
  tx: Transaction,
  { userId }: Actor,
  wanted: readonly string[],
  now: Date,
): Promise<string[]> {
  const known = await tx.tag.findMany({ where: { userId }, select: { key: true, colour: true } })
  const keys = new Set(known.map(({ key }) => key))
  const colours = known.map(({ colour }) => colour)
  for (const name of wanted) {
    const key = tagKey(name)
    if (keys.has(key)) continue
    keys.add(key)
    const colour = nextTagColour(colours)
    colours.push(colour)
    // Two requests may make the same tag at once: it stays one.
    await tx.tag.createMany({
      data: { userId, name, key, colour, createdAt: now },
      skipDuplicates: true,
    })
  }
  const tags = await tx.tag.findMany({
    where: { userId, key: { in: wanted.map(tagKey) } },
    select: { id: true },
  })
  return tags.map(({ id }) => id)
}
