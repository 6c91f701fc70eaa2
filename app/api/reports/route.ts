import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { ReportQuery, report } from '@/lib/journal/report'

export const GET = withSession(async ({ db, actor, query }) =>
  json(await report(db, { actor, query: ReportQuery.parse(query) })),
)
