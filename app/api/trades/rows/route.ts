import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { TradePageQuery, tradePage } from '@/lib/journal/trade-page'

/** More of a list of trades, by cursor or position; its totals are those of its first part. */
export const GET = withSession(async ({ db, actor, query }) =>
  json(await tradePage(db, { actor, query: TradePageQuery.parse(query) })),
)
