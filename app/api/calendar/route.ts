import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { CalendarQuery, calendar } from '@/lib/journal/calendar'

export const GET = withSession(async ({ db, actor, query }) =>
  json(await calendar(db, { actor, query: CalendarQuery.parse(query) })),
)
