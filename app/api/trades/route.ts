import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { listTrades, TradeListQuery } from '@/lib/journal/list-trades'

export const GET = withSession(async ({ db, actor, query }) =>
  json(await listTrades(db, { actor, query: TradeListQuery.parse(query) })),
)
