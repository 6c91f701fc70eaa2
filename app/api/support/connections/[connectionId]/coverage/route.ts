import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withStaff } from '@/lib/http/with-role'
import { showCoverageToStaff } from '@/lib/support/show-coverage'

export const GET = withStaff(async ({ db, actor, params }) => {
  const connectionId = idParameter(params, 'connectionId')
  return json(await showCoverageToStaff(db, { actor, connectionId, now: systemClock.now() }))
})
