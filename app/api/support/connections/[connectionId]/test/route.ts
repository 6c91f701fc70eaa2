import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withStaff } from '@/lib/http/with-role'
import { showTestToStaff } from '@/lib/support/show-test'

export const GET = withStaff(async ({ db, actor, params }) => {
  const connectionId = idParameter(params, 'connectionId')
  return json(await showTestToStaff(db, { actor, connectionId, now: systemClock.now() }))
})
