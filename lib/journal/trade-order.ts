import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { TRADE_SORTS, type TradeSort } from '@/lib/domain/views/trades'

/** The order of a list of trades, as it stands in the address. */
export const TradeOrder = z.object({
  sort: z.enum(TRADE_SORTS).catch('closedAt'),
  dir: z.enum(['asc', 'desc']).catch('desc'),
})

type Order = z.output<typeof TradeOrder>

const COLUMNS: Record<TradeSort, string> = {
  closedAt: 'closedAt',
  openedAt: 'openedAt',
  symbol: 'symbol',
  lots: 'quantity',
  net: 'net',
  pips: 'pips',
}

/** What is missing comes last either way; trades that are equal in this go by id. */
export function orderOf({ sort, dir }: Order): Prisma.Sql {
  const direction = dir === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`
  return Prisma.sql`${column(sort)} ${direction} NULLS LAST, "id"`
}

/** The trades just before and just after one in a list, without reading the list. */
export async function neighboursInOrder(
  db: Queryable,
  input: { tradeId: string; condition: Prisma.Sql; order: Order },
): Promise<{ previousId: string | null; nextId: string | null }> {
  const [next, previous] = await Promise.all([
    firstBeyond(db, { ...input, forwards: true }),
    firstBeyond(db, { ...input, forwards: false }),
  ])
  return { previousId: previous, nextId: next }
}

async function firstBeyond(
  db: Queryable,
  input: { tradeId: string; condition: Prisma.Sql; order: Order; forwards: boolean },
): Promise<string | null> {
  const { tradeId, condition, order, forwards } = input
  const by = column(order.sort)
  const ascending = (order.dir === 'asc') === forwards
  const beyond = ascending ? Prisma.sql`>` : Prisma.sql`<`
  const beyondId = forwards ? Prisma.sql`>` : Prisma.sql`<`
  const direction = ascending ? Prisma.sql`ASC` : Prisma.sql`DESC`
  const here = Prisma.sql`(SELECT ${by} FROM "Trade" WHERE "id" = ${tradeId}::uuid)`
  const sameAndBeyond = Prisma.sql`(${by} IS NOT DISTINCT FROM ${here} AND "id" ${beyondId} ${tradeId}::uuid)`
  const otherSide = forwards
    ? Prisma.sql`(${by} IS NULL AND ${here} IS NOT NULL)`
    : Prisma.sql`(${by} IS NOT NULL AND ${here} IS NULL)`
  const rows = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT "id" FROM "Trade"
    WHERE ${condition} AND (${by} ${beyond} ${here} OR ${sameAndBeyond} OR ${otherSide})
    ORDER BY ${by} ${direction} ${forwards ? Prisma.sql`NULLS LAST` : Prisma.sql`NULLS FIRST`},
      "id" ${forwards ? Prisma.sql`ASC` : Prisma.sql`DESC`}
    LIMIT 1`)
  return rows[0]?.id ?? null
}

function column(sort: TradeSort): Prisma.Sql {
  return Prisma.raw(`"${COLUMNS[sort]}"`)
}
