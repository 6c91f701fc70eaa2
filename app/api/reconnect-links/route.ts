import { z } from 'zod'
import { systemClock } from '@/lib/clock'
import { reconnectSecret, showReconnectLink } from '@/lib/connections/show-reconnect-link'
import { readWebEnv } from '@/lib/env'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'

const Asked = z.object({ secret: reconnectSecret })

/** Looks a link up, by POST: what it carries belongs into no address of a request. */
export const POST = withSession(async ({ db, actor, request }) => {
  const { secret } = Asked.parse(await readJson(request))
  const now = systemClock.now()
  const { SYNC_CHECK_SECONDS: checkEverySeconds, platforms } = readWebEnv()
  return json(await showReconnectLink(db, { actor, secret, now, checkEverySeconds, platforms }))
})
