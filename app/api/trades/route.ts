import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { listTrades } from '@/lib/journal/list-trades'
import { TradePageQuery } from '@/lib/journal/trade-page'

export const GET = withSession(async ({ db, actor, query }) =>
  json(await listTrades(db, { actor, query: TradePageQuery.parse(query) })),
)
