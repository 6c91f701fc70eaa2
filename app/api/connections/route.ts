import { systemClock } from '@/lib/clock'
import { listConnections } from '@/lib/connections/show-connection'
import { readWebEnv } from '@/lib/env'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'

export const GET = withSession(async ({ db, actor }) => {
  const { SYNC_CHECK_SECONDS: checkEverySeconds, platforms } = readWebEnv()
  const now = systemClock.now()
  return json(await listConnections(db, { actor, now, checkEverySeconds, platforms }))
})
