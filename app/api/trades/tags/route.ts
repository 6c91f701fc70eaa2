import { systemClock } from '@/lib/clock'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'
import { Tagging, tagTrades } from '@/lib/notes/tag-trades'

/** Tags of one trade or of many, put on and taken off. */
export const POST = withSession(async ({ db, actor, request }) => {
  const tagging = Tagging.parse(await readJson(request))
  return json({ undo: await tagTrades(db, { actor, tagging, now: systemClock.now() }) })
})
