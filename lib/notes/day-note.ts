import { z } from 'zod'
import type { Database, Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { DayNoteView } from '@/lib/domain/views/notes'
import type { Actor } from '@/lib/identity/sessions'
import { day } from '@/lib/journal/trade-filter'
import { assertUnchanged, noteText } from './note-text'

export const NotedDay = z.object({ day })
export const DayNoteChange = z.object({
  text: noteText,
  /** The text that was changed. When the note says something else by now, nothing is written. */
  was: noteText.optional(),
})

/** What a trader wrote about a day; empty where nothing was. */
export async function showDayNote(
  db: Queryable,
  { actor, day }: { actor: Actor; day: string },
): Promise<DayNoteView> {
  const note = await db.dayNote.findUnique({ where: { userId_day: keyOf(actor, day) } })
  return { day, text: note?.text ?? '' }
}

/** @throws AppError CONFLICT when the note was changed elsewhere meanwhile */
export async function keepDayNote(
  db: Database,
  input: { actor: Actor; day: string; change: z.output<typeof DayNoteChange>; now: Date },
): Promise<void> {
  const { actor, day, change } = input
  const key = keyOf(actor, day)
  await db.$transaction(async (tx) => {
    if (change.was !== undefined) {
      // Two that write at once: neither may find the text the other is about to replace.
      await tx.$executeRaw(Prisma.sql`
        SELECT pg_advisory_xact_lock(hashtextextended(${`day-note ${actor.userId} ${day}`}, 0))`)
      const stored = await tx.dayNote.findUnique({ where: { userId_day: key } })
      assertUnchanged(stored?.text ?? '', { was: change.was, text: change.text })
    }
    await write(tx, { key, text: change.text, now: input.now })
  })
}

async function write(
  db: Queryable,
  { key, text, now }: { key: ReturnType<typeof keyOf>; text: string; now: Date },
): Promise<void> {
  if (text === '') {
    await db.dayNote.deleteMany({ where: key })
    return
  }
  await db.dayNote.upsert({
    where: { userId_day: key },
    create: { ...key, text, updatedAt: now },
    update: { text, updatedAt: now },
  })
}

function keyOf({ userId }: Actor, day: string) {
  return { userId, day: new Date(`${day}T00:00:00Z`) }
}
