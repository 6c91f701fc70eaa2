import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withStaff } from '@/lib/http/with-role'
import type { SessionRequest } from '@/lib/http/with-session'
import type { Actor } from '@/lib/identity/sessions'

type Asked = { actor: Actor; lookInId: string; now: Date }

/** A route that answers about one look-in of the person who asks. */
export function lookInRoute(
  answer: (db: SessionRequest['db'], asked: Asked, request: SessionRequest) => Promise<unknown>,
) {
  return withStaff(async (request) => {
    const { db, actor, params } = request
    const asked = { actor, lookInId: idParameter(params, 'lookInId'), now: systemClock.now() }
    return json(await answer(db, asked, request))
  })
}
