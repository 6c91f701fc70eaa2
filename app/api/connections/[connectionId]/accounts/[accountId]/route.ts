import { systemClock } from '@/lib/clock'
import { stopFollowing } from '@/lib/connections/stop-following'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'

export const DELETE = withSession(async ({ db, actor, params }) => {
  const connectionId = idParameter(params, 'connectionId')
  const accountId = idParameter(params, 'accountId')
  await stopFollowing(db, { actor, connectionId, accountId, now: systemClock.now() })
  return json({ followed: false })
})
