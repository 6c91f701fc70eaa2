import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Direction } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'
import { MOST_DRAWN } from '@/lib/domain/statistics/chance-figures'
import type { ClosedTrade } from '@/lib/domain/statistics/closed-trade'
import { byCurrency } from '@/lib/domain/statistics/group-trades'
import type { Actor } from '@/lib/identity/sessions'
import { type TradeFilter, tradeCondition } from './trade-filter'

/**
 * What depends on single trades or on their order is told of so many of them, the newest; the rest is
 * counted as left out. As many as are drawn for an interval before days are drawn instead.
 */
export const NEWEST = MOST_DRAWN

type Row = {
  currency: string
  symbol: string
  direction: Direction
  openedAt: Date | null
  closedAt: Date
  net: string
} & Record<'gross' | 'commission' | 'swap' | 'lots', string | null>

/** The trades closed last that a filter leaves, per currency. */
export async function newestTrades(
  db: Queryable,
  { actor, filter }: { actor: Actor; filter: TradeFilter },
): Promise<Map<string, ClosedTrade[]>> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT "currency", "symbol", "direction"::text AS "direction", "openedAt", "closedAt",
      "net"::text AS "net", "gross"::text AS "gross", "commission"::text AS "commission",
      "swap"::text AS "swap",
      CASE WHEN "quantityUnit" = 'lots' THEN "quantity"::text END AS "lots"
    FROM "Trade" WHERE ${tradeCondition(actor, filter)} AND "closed"
    ORDER BY "closedAt" DESC, "id" DESC LIMIT ${NEWEST}`)
  return byCurrency(rows.map(toClosedTrade))
}

function toClosedTrade(row: Row): ClosedTrade {
  const dec = (value: string | null) => (value === null ? null : new Dec(value))
  return {
    ...row,
    net: new Dec(row.net),
    gross: dec(row.gross),
    commission: dec(row.commission),
    swap: dec(row.swap),
    lots: dec(row.lots),
  }
}
