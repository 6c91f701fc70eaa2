import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { CostsQuery, costsReport } from '@/lib/journal/costs-report'

export const GET = withSession(async ({ db, actor, query }) =>
  json(await costsReport(db, { actor, query: CostsQuery.parse(query) })),
)
