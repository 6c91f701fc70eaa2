import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

// Daily results are derived from trades by one SELECT, for some days of an account or for all of a
// trader. Days are rewritten whole, so a rollup cannot drift from what a rebuild gives.

/** The columns of "DailyResult" in the order in which `freshDays` gives them. */
const NAMES = [
  'userId',
  'accountId',
  'day',
  'currency',
  'symbol',
  'direction',
  'trades',
  'wins',
  'losses',
  'net',
  'won',
  'lost',
  'largestWin',
  'largestLoss',
  'grossTrades',
  'grossWins',
  'grossLosses',
  'gross',
  'grossWon',
  'grossLost',
  'grossLargestWin',
  'grossLargestLoss',
  'costs',
  'commission',
  'swap',
  'conversionFee',
  'lotsTrades',
  'lots',
  'openPositions',
  'openNet',
] as const
const COLUMNS = Prisma.raw(NAMES.map((name) => `"${name}"`).join(', '))
const KEY = Prisma.raw('"accountId", "day", "currency", "symbol", "direction"')

/** The calendar day of a trade's closing in its owner's zone. */
const DAY = Prisma.raw(`("Trade"."closedAt" AT TIME ZONE "User"."timeZone")::date`)

/**
 * What the trades of a condition make, by day, symbol and direction: the rows of "DailyResult". The
 * condition names columns of "Trade".
 */
export function freshDays(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT "Trade"."userId", "Trade"."accountId", ${DAY} AS "day", "currency", "symbol", "direction",
  count(*) FILTER (WHERE "closed")::int AS "trades",
  count(*) FILTER (WHERE "closed" AND "net" > 0)::int AS "wins",
  count(*) FILTER (WHERE "closed" AND "net" < 0)::int AS "losses",
  coalesce(sum("net") FILTER (WHERE "closed"), 0) AS "net",
  coalesce(sum("net") FILTER (WHERE "closed" AND "net" > 0), 0) AS "won",
  coalesce(sum("net") FILTER (WHERE "closed" AND "net" < 0), 0) AS "lost",
  max("net") FILTER (WHERE "closed" AND "net" > 0) AS "largestWin",
  min("net") FILTER (WHERE "closed" AND "net" < 0) AS "largestLoss",
  count("gross") FILTER (WHERE "closed")::int AS "grossTrades",
  count(*) FILTER (WHERE "closed" AND "gross" > 0)::int AS "grossWins",
  count(*) FILTER (WHERE "closed" AND "gross" < 0)::int AS "grossLosses",
  coalesce(sum("gross") FILTER (WHERE "closed"), 0) AS "gross",
  coalesce(sum("gross") FILTER (WHERE "closed" AND "gross" > 0), 0) AS "grossWon",
  coalesce(sum("gross") FILTER (WHERE "closed" AND "gross" < 0), 0) AS "grossLost",
  max("gross") FILTER (WHERE "closed" AND "gross" > 0) AS "grossLargestWin",
  min("gross") FILTER (WHERE "closed" AND "gross" < 0) AS "grossLargestLoss",
  coalesce(sum("net" - "gross") FILTER (WHERE "closed"), 0) AS "costs",
  coalesce(sum("commission") FILTER (WHERE "closed"), 0) AS "commission",
  coalesce(sum("swap") FILTER (WHERE "closed"), 0) AS "swap",
  coalesce(sum("conversionFee") FILTER (WHERE "closed"), 0) AS "conversionFee",
  count(*) FILTER (WHERE "closed" AND "quantityUnit" = 'lots')::int AS "lotsTrades",
  coalesce(sum("quantity") FILTER (WHERE "closed" AND "quantityUnit" = 'lots'), 0) AS "lots",
  count(*) FILTER (WHERE NOT "closed")::int AS "openPositions",
  coalesce(sum("net") FILTER (WHERE NOT "closed"), 0) AS "openNet"
FROM "Trade" JOIN "User" ON "User"."id" = "Trade"."userId"
WHERE ${condition} GROUP BY 1, 2, 3, 4, 5, 6`
}

/** The days on which these positions count now, as YYYY-MM-DD. */
export async function daysOfPositions(
  tx: Transaction,
  accountId: string,
  positionKeys: string[],
): Promise<string[]> {
  if (positionKeys.length === 0) return []
  const rows = await tx.$queryRaw<{ day: string }[]>(Prisma.sql`
    SELECT DISTINCT ${DAY}::text AS "day" FROM "Trade" JOIN "User" ON "User"."id" = "Trade"."userId"
    WHERE "accountId" = ${accountId}::uuid AND "positionKey" = ANY(${positionKeys}::text[])`)
  return rows.map(({ day }) => day)
}

/** Derives some days of an account anew. The caller holds the account (`lockAccount`). */
export async function rewriteDays(
  tx: Transaction,
  accountId: string,
  days: Iterable<string>,
): Promise<void> {
  const list = [...new Set(days)].sort()
  const [first, last] = [list[0], list.at(-1)]
  if (!first || !last) return
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM "DailyResult"
    WHERE "accountId" = ${accountId}::uuid AND "day" = ANY(${list}::date[])`)
  // No zone is a day away from UTC: the instants let an index find the trades, the day decides.
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "DailyResult" (${COLUMNS}) ${freshDays(Prisma.sql`
      "accountId" = ${accountId}::uuid
      AND "closedAt" >= ${first}::date - interval '1 day'
      AND "closedAt" < ${last}::date + interval '2 days'
      AND ${DAY} = ANY(${list}::date[])`)}`)
}

/** Derives all days of a trader anew. The caller holds the trader's row (`lockTrader`). */
export async function rewriteAllDays(tx: Transaction, userId: string): Promise<void> {
  await tx.dailyResult.deleteMany({ where: { userId } })
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "DailyResult" (${COLUMNS}) ${freshDays(Prisma.sql`"userId" = ${userId}::uuid`)}`)
}

/** How many daily results of a trader are not what their trades make: missing, different or too many. */
export async function countWrongDays(tx: Transaction, userId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ wrong: number }[]>(Prisma.sql`
    WITH "fresh" AS (${freshDays(Prisma.sql`"userId" = ${userId}::uuid`)}),
      "stored" AS (SELECT ${COLUMNS} FROM "DailyResult" WHERE "userId" = ${userId}::uuid)
    SELECT count(*)::int AS "wrong" FROM (
      SELECT ${KEY} FROM (SELECT * FROM "fresh" EXCEPT SELECT * FROM "stored") AS "missing"
      UNION
      SELECT ${KEY} FROM (SELECT * FROM "stored" EXCEPT SELECT * FROM "fresh") AS "surplus"
    ) AS "wrong"`)
  return row?.wrong ?? 0
}
