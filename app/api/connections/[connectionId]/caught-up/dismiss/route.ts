import { dismissCaughtUp } from '@/lib/connections/dismiss-caught-up'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'

export const POST = withSession(async ({ db, actor, params }) => {
  await dismissCaughtUp(db, { actor, connectionId: idParameter(params, 'connectionId') })
  return json({ dismissed: true })
})
