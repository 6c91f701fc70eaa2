import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { Dec } from '@/lib/domain/decimal'
import {
  TRADE_SORTS,
  type TradeListView,
  type TradeRowView,
  type TradeSort,
} from '@/lib/domain/views/trades'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from './account-view'
import { moneyView } from './money-view'
import { TradeFilter, tradeCondition } from './trade-filter'

const PAGE_SIZE = 50

export const TradeListQuery = TradeFilter.extend({
  sort: z.enum(TRADE_SORTS).catch('closedAt'),
  dir: z.enum(['asc', 'desc']).catch('desc'),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
})

const SORT_COLUMNS: Record<TradeSort, Prisma.Sql> = {
  closedAt: Prisma.sql`"closedAt"`,
  openedAt: Prisma.sql`"openedAt"`,
  symbol: Prisma.sql`"symbol"`,
  lots: Prisma.sql`"quantity"`,
  net: Prisma.sql`"net"`,
  pips: Prisma.sql`"pips"`,
}

type TotalRow = { currency: string; trades: number; net: string }

/** One page of a trader's trades, with the totals of the whole filter. */
export async function listTrades(
  db: Queryable,
  { actor, query }: { actor: Actor; query: z.output<typeof TradeListQuery> },
): Promise<TradeListView> {
  const condition = tradeCondition(actor, query)
  const direction = query.dir === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`
  const [ids, totals] = await Promise.all([
    db.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT "id" FROM "Trade" WHERE ${condition}
      ORDER BY ${SORT_COLUMNS[query.sort]} ${direction} NULLS LAST, "id"
      LIMIT ${PAGE_SIZE} OFFSET ${(query.page - 1) * PAGE_SIZE}`),
    db.$queryRaw<TotalRow[]>(Prisma.sql`
      SELECT "currency", count(*)::int AS "trades", sum("net")::text AS "net"
      FROM "Trade" WHERE ${condition} GROUP BY "currency" ORDER BY count(*) DESC`),
  ])
  const trades = await db.trade.findMany({
    where: { id: { in: ids.map(({ id }) => id) }, userId: actor.userId },
    include: { account: true },
  })
  const byId = new Map(trades.map((trade) => [trade.id, trade]))
  return {
    rows: ids.flatMap(({ id }) => {
      const trade = byId.get(id)
      return trade ? [rowView(trade)] : []
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

type LoadedTrade = Prisma.TradeGetPayload<{ include: { account: true } }>

function rowView(trade: LoadedTrade): TradeRowView {
  const { account, currency } = trade
  const money = (amount: Prisma.Decimal | null) =>
    amount === null ? null : moneyView(amount.toFixed(), currency, account.moneyDigits)
  return {
    id: trade.id,
    accountId: trade.accountId,
    accountName: accountView(account).name,
    symbol: trade.symbol,
    direction: trade.direction,
    closed: trade.closed,
    openedAt: trade.openedAt?.toISOString() ?? null,
    closedAt: trade.closedAt.toISOString(),
    lots: trade.quantityUnit === 'lots' ? trade.quantity.toFixed() : null,
    entryPrice: averagePrice(trade.entryPrice, trade.priceDigits),
    exitPrice: averagePrice(trade.exitPrice, trade.priceDigits),
    priceDigits: trade.priceDigits,
    pips: trade.pips?.toFixed(1) ?? null,
    gross: money(trade.gross),
    commission: money(trade.commission),
    swap: money(trade.swap),
    net: moneyView(trade.net.toFixed(), currency, account.moneyDigits),
    closingDeals: trade.closingDeals,
    source: trade.source.toLowerCase() as TradeRowView['source'],
  }
}

/** The average of several executions falls between two quotes: one digit more than a quote has is enough. */
function averagePrice(price: Prisma.Decimal, quoteDigits: number): string {
  return price.toDecimalPlaces(quoteDigits + 1).toFixed()
}
