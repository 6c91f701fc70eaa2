import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { TRADE_SORTS, type TradeSort } from '@/lib/domain/views/trades'

/** The order of a list of trades, as it stands in the address. */
export const TradeOrder = z.object({
  sort: z.enum(TRADE_SORTS).catch('closedAt'),
  dir: z.enum(['asc', 'desc']).catch('desc'),
})

export type TradeOrder = z.output<typeof TradeOrder>

/**
 * Where a trade stands in an order. Equal ones go by their closing and then by id, so a place is
 * between two trades whatever is added or taken away, its own trade included.
 */
export type TradePlace = {
  id: string
  /** ISO 8601, to the millisecond it is stored with. */
  closedAt: string
  /** What it is ordered by, as text; null where that is missing. */
  key: string | null
}

const COLUMNS = {
  closedAt: { name: 'closedAt', type: 'timestamptz', nullable: false },
  openedAt: { name: 'openedAt', type: 'timestamptz', nullable: true },
  symbol: { name: 'symbol', type: 'text', nullable: false },
  lots: { name: 'quantity', type: 'numeric', nullable: false },
  net: { name: 'net', type: 'numeric', nullable: false },
  pips: { name: 'pips', type: 'numeric', nullable: true },
} satisfies Record<TradeSort, { name: string; type: keyof typeof AS_TEXT; nullable: boolean }>

/** PostgreSQL's way to say a value so that reading it gives the very same one. */
const AS_TEXT = {
  timestamptz: (column: Prisma.Sql) => isoText(column),
  text: (column: Prisma.Sql) => column,
  numeric: (column: Prisma.Sql) => Prisma.sql`${column}::text`,
}

type Way = {
  condition: Prisma.Sql
  order: TradeOrder
  /** Beyond this place; without one from the end the way begins at. */
  from?: TradePlace | null
  /** Down the list, or up. */
  forwards: boolean
  limit: number
  /** Trades to leave out first. */
  skip?: number
}

/** The next trades of a list from a place on, in the order in which the way meets them. */
export async function tradesOnTheWay(db: Queryable, way: Way): Promise<TradePlace[]> {
  const { nullable } = COLUMNS[way.order.sort]
  // What is missing comes last in the list, either way round.
  const parts: Part[] = nullable ? ['known', 'missing'] : ['known']
  if (!way.forwards) parts.reverse()
  const begin = way.from ? parts.indexOf(partOf(way.from, nullable)) : 0
  const found: TradePlace[] = []
  let skip = way.skip ?? 0
  for (const part of parts.slice(begin)) {
    const from = part === parts[begin] ? (way.from ?? null) : null
    const limit = way.limit - found.length
    const rows = await placesIn(db, part, { ...way, from, limit, skip })
    found.push(...rows)
    if (found.length >= way.limit) break
    if (skip > 0) skip = rows.length > 0 ? 0 : Math.max(0, skip - (await countIn(db, part, way)))
  }
  return found
}

/** The trades just before and just after one in a list, without reading the list. */
export async function neighboursInOrder(
  db: Queryable,
  input: { tradeId: string; condition: Prisma.Sql; order: TradeOrder },
): Promise<{ previousId: string | null; nextId: string | null }> {
  const { tradeId, condition, order } = input
  const [from] = await db.$queryRaw<TradePlace[]>(Prisma.sql`
    SELECT ${placeColumns(order)} FROM "Trade" WHERE "Trade"."id" = ${tradeId}::uuid`)
  if (!from) return { previousId: null, nextId: null }
  const [next, previous] = await Promise.all(
    [true, false].map((forwards) =>
      tradesOnTheWay(db, { condition, order, from, forwards, limit: 1 }),
    ),
  )
  return { previousId: previous?.[0]?.id ?? null, nextId: next?.[0]?.id ?? null }
}

/** Trades with a value in the column of the order, or without one. */
type Part = 'known' | 'missing'

function partOf({ key }: TradePlace, nullable: boolean): Part {
  return nullable && key === null ? 'missing' : 'known'
}

function placesIn(
  db: Queryable,
  part: Part,
  way: Way & { from: TradePlace | null; skip: number },
): Promise<TradePlace[]> {
  const { condition, order, from, limit, skip } = way
  const ascending = (order.dir === 'asc') === way.forwards
  const direction = ascending ? Prisma.sql`ASC` : Prisma.sql`DESC`
  const beyond = ascending ? Prisma.sql`>` : Prisma.sql`<`
  const columns = columnsOf(order.sort, part)
  const after = from
    ? Prisma.sql`AND (${Prisma.join(columns.map(({ sql }) => sql))}) ${beyond} (${Prisma.join(
        columns.map(({ valueIn }) => valueIn(from)),
      )})`
    : Prisma.empty
  return db.$queryRaw<TradePlace[]>(Prisma.sql`
    SELECT ${placeColumns(order)} FROM "Trade"
    WHERE ${condition} AND ${isIn(part, order)} ${after}
    ORDER BY ${Prisma.join(columns.map(({ sql }) => Prisma.sql`${sql} ${direction}`))}
    LIMIT ${limit} OFFSET ${skip}`)
}

async function countIn(
  db: Queryable,
  part: Part,
  { condition, order }: Pick<Way, 'condition' | 'order'>,
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT count(*)::int AS "count" FROM "Trade" WHERE ${condition} AND ${isIn(part, order)}`)
  return row?.count ?? 0
}

function isIn(part: Part, { sort }: TradeOrder): Prisma.Sql {
  const { name, nullable } = COLUMNS[sort]
  if (!nullable) return Prisma.sql`TRUE`
  return part === 'known'
    ? Prisma.sql`${column(name)} IS NOT NULL`
    : Prisma.sql`${column(name)} IS NULL`
}

type OrderColumn = { sql: Prisma.Sql; valueIn: (place: TradePlace) => Prisma.Sql }

const CLOSED_AT: OrderColumn = {
  sql: column('closedAt'),
  valueIn: ({ closedAt }) => Prisma.sql`${closedAt}::timestamptz`,
}
const ID: OrderColumn = { sql: column('id'), valueIn: ({ id }) => Prisma.sql`${id}::uuid` }

/** All in one direction, as an index has them. */
function columnsOf(sort: TradeSort, part: Part): OrderColumn[] {
  if (sort === 'closedAt' || part === 'missing') return [CLOSED_AT, ID]
  const { name, type } = COLUMNS[sort]
  const key: OrderColumn = {
    sql: column(name),
    valueIn: (place) => Prisma.sql`${place.key}::${Prisma.raw(type)}`,
  }
  return [key, CLOSED_AT, ID]
}

function placeColumns({ sort }: TradeOrder): Prisma.Sql {
  const { name, type } = COLUMNS[sort]
  return Prisma.sql`"Trade"."id"::text AS "id", ${isoText(column('closedAt'))} AS "closedAt",
    ${AS_TEXT[type](column(name))} AS "key"`
}

function isoText(instant: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** With its table: a bare name in ORDER BY would be that of the text selected under it. */
function column(name: string): Prisma.Sql {
  return Prisma.raw(`"Trade"."${name}"`)
}
