import { webDatabase } from '@/lib/db/web-database'
import { findRequestActor } from '@/lib/http/find-request-actor'
import { json } from '@/lib/http/json'
import { withoutSession } from '@/lib/http/without-session'
import { chosenTradeColumns } from '@/lib/journal/choose-trade-columns'

/** Who is asking. Asking without being signed in is no error: the answer is nobody. */
export const GET = withoutSession(async (request) => {
  const db = webDatabase()
  const actor = await findRequestActor(db, request)
  if (!actor) return json({ user: null })
  const { userId, email, role, timeZone } = actor
  const tradeColumns = await chosenTradeColumns(db, { actor })
  return json({ user: { id: userId, email, role, timeZone, tradeColumns } })
})
