import { systemClock } from '@/lib/clock'
import { requestSync } from '@/lib/connections/request-sync'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'

export const POST = withSession(async ({ db, actor, params }) => {
  const connectionId = idParameter(params, 'connectionId')
  await requestSync(db, { actor, connectionId, now: systemClock.now() })
  return json({}, 202)
})
