import { systemClock } from '@/lib/clock'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'
import { DayNoteChange, keepDayNote, NotedDay, showDayNote } from '@/lib/notes/day-note'

export const GET = withSession(async ({ db, actor, params }) => {
  const { day } = NotedDay.parse(params)
  return json(await showDayNote(db, { actor, day }))
})

export const PUT = withSession(async ({ db, actor, request, params }) => {
  const { day } = NotedDay.parse(params)
  const change = DayNoteChange.parse(await readJson(request))
  await keepDayNote(db, { actor, day, change, now: systemClock.now() })
  return json({})
})
