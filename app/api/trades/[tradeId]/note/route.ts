import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'
import { keepTradeNote, TradeNoteChange } from '@/lib/notes/keep-trade-note'

export const PATCH = withSession(async ({ db, actor, request, params }) => {
  const tradeId = idParameter(params, 'tradeId')
  const change = TradeNoteChange.parse(await readJson(request))
  await keepTradeNote(db, { actor, tradeId, change, now: systemClock.now() })
  return json({})
})
