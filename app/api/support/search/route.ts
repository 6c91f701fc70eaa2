import { systemClock } from '@/lib/clock'
import { readWebEnv } from '@/lib/env'
import { json } from '@/lib/http/json'
import { withStaff } from '@/lib/http/with-role'
import { SupportQuery, searchConnections } from '@/lib/support/search'

export const GET = withStaff(async ({ db, actor, query }) => {
  const { q } = SupportQuery.parse(query)
  const now = systemClock.now()
  const { SYNC_CHECK_SECONDS: checkEverySeconds, platforms } = readWebEnv()
  return json(await searchConnections(db, { staff: actor, q, now, checkEverySeconds, platforms }))
})
