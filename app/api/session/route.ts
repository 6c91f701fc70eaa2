import { webDatabase } from '@/lib/db/web-database'
import { findRequestActor } from '@/lib/http/find-request-actor'
import { json } from '@/lib/http/json'
import { withoutSession } from '@/lib/http/without-session'

/** Who is asking. Asking without being signed in is no error: the answer is nobody. */
export const GET = withoutSession(async (request) => {
  const actor = await findRequestActor(webDatabase(), request)
  if (!actor) return json({ user: null })
  const { userId, email, role, timeZone } = actor
  return json({ user: { id: userId, email, role, timeZone } })
})
