import { systemClock } from '@/lib/clock'
import { listConnections } from '@/lib/connections/show-connection'
import { readWebEnv } from '@/lib/env'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'

export const GET = withSession(async ({ db, actor }) => {
  const checkEverySeconds = readWebEnv().SYNC_CHECK_SECONDS
  return json(await listConnections(db, { actor, now: systemClock.now(), checkEverySeconds }))
})
