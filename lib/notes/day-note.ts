import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import type { DayNoteView } from '@/lib/domain/views/notes'
import type { Actor } from '@/lib/identity/sessions'
import { day } from '@/lib/journal/trade-filter'
import { noteText } from './note-text'

export const NotedDay = z.object({ day })
export const DayNoteChange = z.object({ text: noteText })

/** What a trader wrote about a day; empty where nothing was. */
export async function showDayNote(
  db: Queryable,
  { actor, day }: { actor: Actor; day: string },
): Promise<DayNoteView> {
  const note = await db.dayNote.findUnique({ where: { userId_day: keyOf(actor, day) } })
  return { day, text: note?.text ?? '' }
}

export async function keepDayNote(
  db: Queryable,
  { actor, day, text, now }: { actor: Actor; day: string; text: string; now: Date },
): Promise<void> {
  const key = keyOf(actor, day)
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
