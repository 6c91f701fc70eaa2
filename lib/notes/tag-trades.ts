import { z } from 'zod'
import type { Database, Transaction } from '@/lib/db/client'
import { nextTagColour, tagKey } from '@/lib/domain/tag'
import type { TagUndo } from '@/lib/domain/views/notes'
import type { Actor } from '@/lib/identity/sessions'
import { ensureNotes, holdTrades, tidy } from './annotate'
import { newTagName } from './new-tag-name'

/** Trades that are tagged at once. */
export const MOST_TAGGED = 500

const names = z.array(newTagName).max(20).default([])

export const Tagging = z.object({
  tradeIds: z.array(z.uuid()).min(1).max(MOST_TAGGED),
  add: names,
  remove: names,
})

/**
 * Puts tags on trades and takes some off, by name; a name that is new becomes a tag.
 * @returns what takes it back: only trades that were changed are in it
 */
export async function tagTrades(
  db: Database,
  input: { actor: Actor; tagging: z.output<typeof Tagging>; now: Date },
): Promise<TagUndo[]> {
  const { actor, now } = input
  const { tradeIds, add, remove } = input.tagging
  return db.$transaction(
    async (tx) => {
      await holdTrades(tx, actor, tradeIds)
      await ensureNotes(tx, tradeIds, now)
      const notes = await tx.tradeNote.findMany({
        where: { userId: actor.userId, tradeId: { in: tradeIds } },
        select: { id: true, tradeId: true },
      })
      const before = await tagsOn(tx, notes, [...add, ...remove])
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
      return undoOf({ tradeIds, add, remove }, before)
    },
    { timeout: WAIT_FOR_A_REBUILD_MS },
  )
}

/** Which of these trades have which of these tags, as "trade id, tag key" with the spelling there is. */
async function tagsOn(
  tx: Transaction,
  notes: readonly { id: string; tradeId: string }[],
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const tradeOf = new Map(notes.map(({ id, tradeId }) => [id, tradeId]))
  const found = await tx.tradeTag.findMany({
    where: { noteId: { in: [...tradeOf.keys()] }, tag: { key: { in: names.map(tagKey) } } },
    select: { noteId: true, tag: { select: { name: true } } },
  })
  return new Map(
    found.map(({ noteId, tag }) => [hasTag(tradeOf.get(noteId) ?? '', tag.name), tag.name]),
  )
}

const hasTag = (tradeId: string, name: string) => `${tradeId} ${tagKey(name)}`

function undoOf(
  { tradeIds, add, remove }: { tradeIds: string[]; add: string[]; remove: string[] },
  before: ReadonlyMap<string, string>,
): TagUndo[] {
  const added = add.map((name) => ({
    tradeIds: tradeIds.filter((id) => !before.has(hasTag(id, name))),
    add: [],
    remove: [name],
  }))
  const removed = remove.map((name) => {
    const had = tradeIds.filter((id) => before.has(hasTag(id, name)))
    return { tradeIds: had, add: [before.get(hasTag(had[0] ?? '', name)) ?? name], remove: [] }
  })
  return [...added, ...removed].filter((undo) => undo.tradeIds.length > 0)
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
