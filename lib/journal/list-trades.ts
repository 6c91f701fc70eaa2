import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { Dec } from '@/lib/domain/decimal'
import type { TradeListView } from '@/lib/domain/views/trades'
import type { Actor } from '@/lib/identity/sessions'
import { noteParts } from '@/lib/notes/note-view'
import { moneyView } from './money-view'
import { TradeFilter, tradeCondition } from './trade-filter'
import { orderOf, TradeOrder } from './trade-order'
import { tradeRow } from './trade-row'

const PAGE_SIZE = 50

export const TradeListQuery = TradeFilter.extend(TradeOrder.shape).extend({
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
})

type TotalRow = { currency: string; trades: number; net: string }

/** One page of a trader's trades, with the totals of the whole filter. */
export async function listTrades(
  db: Queryable,
  { actor, query }: { actor: Actor; query: z.output<typeof TradeListQuery> },
): Promise<TradeListView> {
  const condition = tradeCondition(actor, query)
  const [ids, totals] = await Promise.all([
    db.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT "id" FROM "Trade" WHERE ${condition}
      ORDER BY ${orderOf(query)}
      LIMIT ${PAGE_SIZE} OFFSET ${(query.page - 1) * PAGE_SIZE}`),
    db.$queryRaw<TotalRow[]>(Prisma.sql`
      SELECT "currency", count(*)::int AS "trades", sum("net")::text AS "net"
      FROM "Trade" WHERE ${condition} GROUP BY "currency" ORDER BY count(*) DESC`),
  ])
  const of = { id: { in: ids.map(({ id }) => id) }, userId: actor.userId }
  const trades = await db.trade.findMany({ where: of, include: { account: true } })
  const notes = await db.tradeNote.findMany({
    where: { userId: actor.userId, tradeId: of.id },
    include: noteParts,
  })
  const byId = new Map(trades.map((trade) => [trade.id, trade]))
  const noteOf = new Map(notes.map((note) => [note.tradeId, note]))
  return {
    rows: ids.flatMap(({ id }) => {
      const trade = byId.get(id)
      return trade ? [tradeRow(trade, noteOf.get(id) ?? null)] : []
    }),
    total: totals.reduce((sum, { trades }) => sum + trades, 0),
    page: query.page,
    pageSize: PAGE_SIZE,
    totals: totals.map(({ currency, trades, net }) => ({
      currency,
      trades,
      net: moneyView(new Dec(net).toFixed(), currency),
    })),
  }
}
