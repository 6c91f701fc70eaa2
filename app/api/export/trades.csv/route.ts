import { systemClock } from '@/lib/clock'
import { exportTrades } from '@/lib/export/export-trades'
import { download } from '@/lib/http/download'
import { withSession } from '@/lib/http/with-session'
import { TradeFilter } from '@/lib/journal/trade-filter'

export const GET = withSession(async ({ db, actor, query }) => {
  const filter = TradeFilter.parse(query)
  const day = systemClock.now().toISOString().slice(0, 10)
  return download(exportTrades(db, { actor, filter }), {
    fileName: `Trades ${day}.csv`,
    type: 'text/csv; charset=utf-8',
  })
})
