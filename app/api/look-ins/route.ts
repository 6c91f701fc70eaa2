import { systemClock } from '@/lib/clock'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { listLookIns } from '@/lib/support/look-in/list-look-ins'

export const GET = withSession(async ({ db, actor }) =>
  json(await listLookIns(db, { actor, now: systemClock.now() })),
)
