import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { ActivityQuery, listActivity } from '@/lib/journal/list-activity'

export const GET = withSession(async ({ db, actor, query }) =>
  json(await listActivity(db, { actor, query: ActivityQuery.parse(query) })),
)
