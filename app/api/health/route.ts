import { webDatabase } from '@/lib/db/web-database'
import { json } from '@/lib/http/json'
import { withoutSession } from '@/lib/http/without-session'
import { isReady } from '@/lib/operator/is-ready'

/** For a load balancer: may requests be sent here? One word for anybody; the rest is the operator's. */
export const GET = withoutSession(async () => {
  const ready = await isReady(webDatabase())
  return json({ status: ready ? 'ok' : 'unavailable' }, ready ? 200 : 503)
})
