import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { DashboardQuery, dashboard } from '@/lib/journal/dashboard'

export const GET = withSession(async ({ db, actor, query }) =>
  json(await dashboard(db, { actor, query: DashboardQuery.parse(query) })),
)
