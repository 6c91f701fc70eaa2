import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { countWrong } from './count-wrong'
import { LOST, WON } from './outcome-of-net'

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
  'commissionTrades',
  'swapTrades',
  'lotsTrades',
  'lots',
  'costedLotsTrades',
  'costedLots',
  'lotCosts',
  'openPositions',
  'openNet',
] as const
const COLUMNS = Prisma.raw(NAMES.map((name) => `"${name}"`).join(', '))
const KEY = Prisma.raw('"accountId", "day", "currency", "symbol", "direction"')

/** The calendar day of a trade's closing in its owner's zone. */
const DAY = Prisma.raw(`("Trade"."closedAt" AT TIME ZONE "User"."timeZone")::date`)

const IN_LOTS = Prisma.raw(`"closed" AND "quantityUnit" = 'lots'`)

/**
 * What the trades of a condition make, by day, symbol and direction: the rows of "DailyResult". The
 * condition names columns of "Trade".
 */
export function freshDays(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT "Trade"."userId", "Trade"."accountId", ${DAY} AS "day", "currency", "symbol", "direction",
  count(*) FILTER (WHERE "closed")::int AS "trades",
  count(*) FILTER (WHERE "closed" AND "net" ${WON})::int AS "wins",
  count(*) FILTER (WHERE "closed" AND "net" ${LOST})::int AS "losses",
  coalesce(sum("net") FILTER (WHERE "closed"), 0) AS "net",
  coalesce(sum("net") FILTER (WHERE "closed" AND "net" ${WON}), 0) AS "won",
  coalesce(sum("net") FILTER (WHERE "closed" AND "net" ${LOST}), 0) AS "lost",
  max("net") FILTER (WHERE "closed" AND "net" ${WON}) AS "largestWin",
  min("net") FILTER (WHERE "closed" AND "net" ${LOST}) AS "largestLoss",
  count("gross") FILTER (WHERE "closed")::int AS "grossTrades",
  count(*) FILTER (WHERE "closed" AND "gross" ${WON})::int AS "grossWins",
  count(*) FILTER (WHERE "closed" AND "gross" ${LOST})::int AS "grossLosses",
  coalesce(sum("gross") FILTER (WHERE "closed"), 0) AS "gross",
  coalesce(sum("gross") FILTER (WHERE "closed" AND "gross" ${WON}), 0) AS "grossWon",
  coalesce(sum("gross") FILTER (WHERE "closed" AND "gross" ${LOST}), 0) AS "grossLost",
  max("gross") FILTER (WHERE "closed" AND "gross" ${WON}) AS "grossLargestWin",
  min("gross") FILTER (WHERE "closed" AND "gross" ${LOST}) AS "grossLargestLoss",
  coalesce(sum("net" - "gross") FILTER (WHERE "closed"), 0) AS "costs",
  coalesce(sum("commission") FILTER (WHERE "closed"), 0) AS "commission",
  coalesce(sum("swap") FILTER (WHERE "closed"), 0) AS "swap",
  coalesce(sum("conversionFee") FILTER (WHERE "closed"), 0) AS "conversionFee",
  count("commission") FILTER (WHERE "closed")::int AS "commissionTrades",
  count("swap") FILTER (WHERE "closed")::int AS "swapTrades",
  count(*) FILTER (WHERE ${IN_LOTS})::int AS "lotsTrades",
  coalesce(sum("quantity") FILTER (WHERE ${IN_LOTS}), 0) AS "lots",
  count("gross") FILTER (WHERE ${IN_LOTS})::int AS "costedLotsTrades",
  coalesce(sum("quantity") FILTER (WHERE ${IN_LOTS} AND "gross" IS NOT NULL), 0) AS "costedLots",
  coalesce(sum("net" - "gross") FILTER (WHERE ${IN_LOTS}), 0) AS "lotCosts",
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
  const days = new Set<string>()
  for (let start = 0; start < positionKeys.length; start += KEYS_AT_ONCE) {
    const keys = positionKeys.slice(start, start + KEYS_AT_ONCE)
    const rows = await tx.$queryRaw<{ day: string }[]>(Prisma.sql`
      SELECT DISTINCT ${DAY}::text AS "day" FROM "Trade" JOIN "User" ON "User"."id" = "Trade"."userId"
      WHERE "accountId" = ${accountId}::uuid AND "positionKey" = ANY(${keys}::text[])`)
    for (const { day } of rows) days.add(day)
  }
  return [...days]
}

const KEYS_AT_ONCE = 5_000

/** The days of some instants in a trader's zone, as YYYY-MM-DD. */
export async function daysOfInstants(
  tx: Transaction,
  userId: string,
  instants: Date[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ day: string }[]>(Prisma.sql`
    SELECT DISTINCT ("at" AT TIME ZONE "User"."timeZone")::date::text AS "day"
    FROM "User", unnest(${instants}::timestamptz[]) AS "at" WHERE "User"."id" = ${userId}::uuid`)
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

/** How many daily results of a trader are not what their trades make. */
export function countWrongDays(tx: Transaction, userId: string): Promise<number> {
  return countWrong(tx, {
    fresh: freshDays(Prisma.sql`"userId" = ${userId}::uuid`),
    stored: Prisma.sql`SELECT ${COLUMNS} FROM "DailyResult" WHERE "userId" = ${userId}::uuid`,
    key: KEY,
  })
}
