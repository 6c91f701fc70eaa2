import type { Queryable } from '@/lib/db/client'
import type { TradeListView } from '@/lib/domain/views/trades'
import type { Actor } from '@/lib/identity/sessions'
import { TradeFilter } from './trade-filter'
import { type TradePageQuery, tradePage } from './trade-page'
import { tradeTotals } from './trade-totals'

/** A part of a trader's trades, with the totals of the whole filter. */
export async function listTrades(
  db: Queryable,
  { actor, query }: { actor: Actor; query: TradePageQuery },
): Promise<TradeListView> {
  const [page, totals] = await Promise.all([
    tradePage(db, { actor, query }),
    tradeTotals(db, { actor, filter: TradeFilter.parse(query) }),
  ])
  return {
    ...page,
    total: totals.reduce(
      (sum, { trades, partlyOpen }) => sum + trades + (partlyOpen?.trades ?? 0),
      0,
    ),
    totals,
  }
}
