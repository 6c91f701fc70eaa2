import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'
import { chooseTradeColumns, TradeColumnChoice } from '@/lib/journal/choose-trade-columns'

/** What was chosen comes with the session, so that no list is drawn twice. */
export const PUT = withSession(async ({ db, actor, request }) => {
  const { columns } = TradeColumnChoice.parse(await readJson(request))
  await chooseTradeColumns(db, { actor, columns })
  return json({})
})
