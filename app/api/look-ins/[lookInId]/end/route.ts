import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { endOwnLookIn } from '@/lib/support/look-in/answer'
import { listLookIns } from '@/lib/support/look-in/list-look-ins'

export const POST = withSession(async ({ db, actor, params }) => {
  const now = systemClock.now()
  await endOwnLookIn(db, { actor, lookInId: idParameter(params, 'lookInId'), now })
  return json(await listLookIns(db, { actor, now }))
})
