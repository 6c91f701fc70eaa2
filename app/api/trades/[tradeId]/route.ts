import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { showTrade, TradeListing } from '@/lib/journal/show-trade'

export const GET = withSession(async ({ db, actor, params, query }) => {
  const tradeId = idParameter(params, 'tradeId')
  return json(await showTrade(db, { actor, tradeId, listing: TradeListing.parse(query) }))
})
