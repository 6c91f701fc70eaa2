import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { OutlookQuery, outlook } from '@/lib/journal/outlook'

export const GET = withSession(async ({ db, actor, query }) =>
  json(await outlook(db, { actor, query: OutlookQuery.parse(query) })),
)
