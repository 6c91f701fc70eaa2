import { readWebEnv } from '@/lib/env'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { incidentsOf } from '@/lib/support/incidents'

export const GET = withSession(async ({ db, actor }) =>
  json(await incidentsOf(db, { actor, platforms: readWebEnv().platforms })),
)
