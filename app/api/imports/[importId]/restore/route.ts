import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { requestRestore } from '@/lib/imports/request-undo'

export const POST = withSession(async ({ db, actor, params }) => {
  const importId = idParameter(params, 'importId')
  await requestRestore(db, { actor, importId, now: systemClock.now() })
  return json({}, 202)
})
