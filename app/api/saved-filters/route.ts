import { systemClock } from '@/lib/clock'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'
import { listSavedFilters, NewSavedFilter, saveFilter } from '@/lib/journal/saved-filters'

export const GET = withSession(async ({ db, actor }) => json(await listSavedFilters(db, { actor })))

export const POST = withSession(async ({ db, actor, request }) => {
  const filter = NewSavedFilter.parse(await readJson(request))
  return json(await saveFilter(db, { actor, filter, now: systemClock.now() }))
})
