import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { dashboard } from '@/lib/journal/dashboard'
import { TradeFilter } from '@/lib/journal/trade-filter'

export const GET = withSession(async ({ db, actor, query }) =>
  json(await dashboard(db, { actor, filter: TradeFilter.parse(query) })),
)
