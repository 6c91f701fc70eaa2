import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { MARKET_SESSIONS, type MarketSession } from '@/lib/domain/statistics/market-sessions'
import {
  HOLDING_STEPS,
  PART_NOT_KNOWN,
  SIZE_STEPS,
  SLICES,
  type Slice,
} from '@/lib/domain/statistics/slices'
import { countWrong } from './count-wrong'
import { LOST, WON } from './outcome-of-net'

// Monthly results are derived from trades as daily ones are: by one SELECT, and months are rewritten
// whole. A month and not a day, because hours and sizes multiply the rows: with days there would be
// about one for each trade, and nothing gained.

/** The columns of "MonthlyResult" in the order in which `freshMonths` gives them. */
const NAMES = [
  'userId',
  'accountId',
  'month',
  'currency',
  'slice',
  'part',
  'symbol',
  'direction',
  'trades',
  'wins',
  'losses',
  'net',
  'won',
  'lost',
  'grossTrades',
  'grossWins',
  'grossLosses',
  'gross',
  'grossWon',
  'grossLost',
  'costs',
] as const
export const MONTHLY_COLUMNS = Prisma.raw(NAMES.map((name) => `"${name}"`).join(', '))

const KEY = Prisma.raw('"accountId", "month", "currency", "slice", "part", "symbol", "direction"')

/** The first day of the month of a trade's closing in its owner's zone. */
const MONTH = Prisma.raw(
  `date_trunc('month', "Trade"."closedAt" AT TIME ZONE "User"."timeZone")::date`,
)

/** The sums of the trades that a condition on "Trade" leaves, by month and part of these slices. */
export function freshMonths(condition: Prisma.Sql, slices: readonly Slice[] = SLICES): Prisma.Sql {
  // One after the other: all slices at once need more memory than the database has for a step.
  return Prisma.join(
    slices.map((slice) => freshSlice(condition, slice)),
    ' UNION ALL ',
  )
}

function freshSlice(condition: Prisma.Sql, slice: Slice): Prisma.Sql {
  return Prisma.sql`
SELECT "Trade"."userId", "Trade"."accountId", ${MONTH} AS "month", "currency",
  ${sliceColumn(slice)}::"ResultSlice" AS "slice", (${PART_OF[slice]})::smallint AS "part",
  "symbol", "direction",
  count(*)::int AS "trades",
  count(*) FILTER (WHERE "net" ${WON})::int AS "wins",
  count(*) FILTER (WHERE "net" ${LOST})::int AS "losses",
  sum("net") AS "net",
  coalesce(sum("net") FILTER (WHERE "net" ${WON}), 0) AS "won",
  coalesce(sum("net") FILTER (WHERE "net" ${LOST}), 0) AS "lost",
  count("gross")::int AS "grossTrades",
  count(*) FILTER (WHERE "gross" ${WON})::int AS "grossWins",
  count(*) FILTER (WHERE "gross" ${LOST})::int AS "grossLosses",
  coalesce(sum("gross"), 0) AS "gross",
  coalesce(sum("gross") FILTER (WHERE "gross" ${WON}), 0) AS "grossWon",
  coalesce(sum("gross") FILTER (WHERE "gross" ${LOST}), 0) AS "grossLost",
  coalesce(sum("net" - "gross"), 0) AS "costs"
FROM "Trade" JOIN "User" ON "User"."id" = "Trade"."userId"
WHERE "closed" AND ${condition} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`
}

/** How the database calls a slice. */
export function sliceColumn(slice: Slice): string {
  return slice.toUpperCase()
}

/** What `partOf` of lib/domain/statistics says, in the words of the database; a test compares the two. */
const PART_OF: Record<Slice, Prisma.Sql> = {
  hour: orNotKnown(`extract(hour FROM "openedAt" AT TIME ZONE "User"."timeZone")::int`),
  session: orNotKnown(MARKET_SESSIONS.map(sessionBit).join(' + ')),
  holding: orNotKnown(
    `width_bucket(extract(epoch FROM "closedAt" - "openedAt"), ARRAY[${HOLDING_STEPS.join()}]::numeric[])`,
  ),
  size: orNotKnown(
    `CASE WHEN "quantityUnit" = 'lots' THEN width_bucket("quantity", ARRAY[${SIZE_STEPS.join()}]::numeric[]) END`,
  ),
}

/** Text of our own alone: no input reaches it. */
function orNotKnown(part: string): Prisma.Sql {
  return Prisma.raw(`coalesce(${part}, ${PART_NOT_KNOWN})`)
}

function sessionBit({ timeZone, opens, closes }: MarketSession, index: number): string {
  const wall = `("openedAt" AT TIME ZONE '${timeZone}')`
  const [from, to] = [clockTime(opens), clockTime(closes)]
  return `(extract(isodow FROM ${wall}) <= 5 AND ${wall}::time >= '${from}' AND ${wall}::time < '${to}')::int * ${2 ** index}`
}

function clockTime(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** Derives the months of an account anew that these days lie in. The caller holds the account. */
export async function rewriteMonths(
  tx: Transaction,
  accountId: string,
  days: Iterable<string>,
): Promise<void> {
  const months = [...new Set([...days].map((day) => `${day.slice(0, 7)}-01`))].sort()
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) return
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM "MonthlyResult"
    WHERE "accountId" = ${accountId}::uuid AND "month" = ANY(${months}::date[])`)
  // As with days: the instants let an index find the trades, the month decides.
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "MonthlyResult" (${MONTHLY_COLUMNS}) ${freshMonths(Prisma.sql`
      "accountId" = ${accountId}::uuid
      AND "closedAt" >= ${first}::date - interval '1 day'
      AND "closedAt" < ${last}::date + interval '1 month 1 day'
      AND ${MONTH} = ANY(${months}::date[])`)}`)
}

/** Derives all months of a trader anew. The caller holds the trader's row (`lockTrader`). */
export async function rewriteAllMonths(tx: Transaction, userId: string): Promise<void> {
  await tx.monthlyResult.deleteMany({ where: { userId } })
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "MonthlyResult" (${MONTHLY_COLUMNS})
    ${freshMonths(Prisma.sql`"Trade"."userId" = ${userId}::uuid`)}`)
}

/** How many monthly results of a trader are not what their trades make. */
export function countWrongMonths(tx: Transaction, userId: string): Promise<number> {
  return countWrong(tx, {
    fresh: freshMonths(Prisma.sql`"Trade"."userId" = ${userId}::uuid`),
    stored: Prisma.sql`
      SELECT ${MONTHLY_COLUMNS} FROM "MonthlyResult" WHERE "userId" = ${userId}::uuid`,
    key: KEY,
  })
}
