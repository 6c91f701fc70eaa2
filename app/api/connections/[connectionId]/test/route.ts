import { systemClock } from '@/lib/clock'
import { requestTest, showTest } from '@/lib/connections/connection-test'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'

export const GET = withSession(async ({ db, actor, params }) => {
  const connectionId = idParameter(params, 'connectionId')
  return json(await showTest(db, { actor, connectionId, now: systemClock.now() }))
})

export const POST = withSession(async ({ db, actor, params }) => {
  const asked = {
    actor,
    connectionId: idParameter(params, 'connectionId'),
    now: systemClock.now(),
  }
  await requestTest(db, asked)
  return json(await showTest(db, asked))
})
