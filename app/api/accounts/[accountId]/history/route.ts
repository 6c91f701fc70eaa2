import { systemClock } from '@/lib/clock'
import { fetchOlderHistory, OlderHistory } from '@/lib/connections/fetch-older-history'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'

/** How far back the account's history goes. */
export const POST = withSession(async ({ db, actor, request, params }) => {
  const accountId = idParameter(params, 'accountId')
  const { from } = OlderHistory.parse(await readJson(request))
  await fetchOlderHistory(db, { actor, accountId, from, now: systemClock.now() })
  return json({}, 202)
})
