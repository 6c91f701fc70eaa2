import { systemClock } from '@/lib/clock'
import { readWebEnv } from '@/lib/env'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withStaff } from '@/lib/http/with-role'
import { showToStaff } from '@/lib/support/opening'

export const GET = withStaff(async ({ db, actor, params }) => {
  const connectionId = idParameter(params, 'connectionId')
  const now = systemClock.now()
  const { SYNC_CHECK_SECONDS: checkEverySeconds, platforms } = readWebEnv()
  return json(await showToStaff(db, { actor, connectionId, now, checkEverySeconds, platforms }))
})
