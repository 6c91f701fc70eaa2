import { systemClock } from '@/lib/clock'
import { readWebEnv } from '@/lib/env'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { BundleQuery, makeBundle } from '@/lib/support/make-bundle'

/** What a trader can give to support, about the page they are on; shown before it is given away. */
export const GET = withSession(async ({ db, actor, query }) => {
  const { SYNC_CHECK_SECONDS: checkEverySeconds, platforms } = readWebEnv()
  const around = { now: systemClock.now(), checkEverySeconds, platforms }
  return json(await makeBundle(db, { ...around, trader: actor, query: BundleQuery.parse(query) }))
})
