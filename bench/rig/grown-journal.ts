import { deepStrictEqual } from 'node:assert'
import type { Database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { register } from '@/lib/identity/register'
import { lockAccount } from '@/lib/ledger/lock-account'
import { lockTrader } from '@/lib/ledger/lock-trader'
import { rebuildTrades } from '@/lib/ledger/rebuild-trades'
import { rewriteAllResults } from '@/lib/ledger/results'

export const PASSWORD = 'a long enough password'

const SYMBOLS = ['EURUSD', 'GBPUSD', 'USDJPY', 'XAUUSD', 'NatGas', 'US100.cash'] as const
const BEGIN = '2023-01-02T00:00:00Z'
/** As long as `dia` needs for her 120,000 deals. Everybody has traded these three years; only how often differs. */
const WEEKDAYS = 780
const LIMIT_MS = 10 * 60_000

export type GrownJournal = { email: string; userId: string; trades: number }

/**
 * A trader with so many closed positions on one account, spread over three years of weekdays. The database
 * makes deals and their trades; daily results follow as they do in the product.
 */
export async function growJournal(db: Database, trades: number): Promise<GrownJournal> {
  const email = `${trades}-trades@example.test`
  const { userId } = await register(db, { email, password: PASSWORD, timeZone: 'Europe/Berlin' })
  await growAccount(db, { userId, count: trades })
  await db.$transaction(
    async (tx) => {
      await lockTrader(tx, userId)
      await rewriteAllResults(tx, userId)
    },
    { timeout: LIMIT_MS },
  )
  return { email, userId, trades }
}

async function growAccount(
  db: Database,
  { userId, count }: { userId: string; count: number },
): Promise<void> {
  const { id } = await db.tradingAccount.create({
    data: { userId, source: 'FILE', name: 'Grown', currency: 'EUR' },
  })
  const run = await db.run.create({
    data: { userId, kind: 'IMPORT', trigger: 'upload', accountId: id, outcome: 'COMPLETED' },
  })
  await db.symbol.createMany({
    data: SYMBOLS.map((name, symbolId) => ({
      accountId: id,
      symbolId: BigInt(symbolId),
      name,
      digits: 5,
      pipPosition: 4,
      lotSize: 10_000_000n,
    })),
  })
  const positions = positionsOf(id, count)
  await db.$executeRaw(Prisma.sql`
    INSERT INTO "Trade" ("id", "userId", "accountId", "positionKey", "source", "symbol", "direction", "closed",
      "openedAt", "closedAt", "quantity", "quantityUnit", "entryPrice", "exitPrice", "priceDigits", "pips",
      "currency", "gross", "commission", "swap", "conversionFee", "net", "closingDeals")
    SELECT "tradeId", ${userId}::uuid, ${id}::uuid, "key", 'FILE', "symbol",
      (CASE WHEN "long" THEN 'LONG' ELSE 'SHORT' END)::"Direction", true, "openedAt", "closedAt", "lots",
      'lots', 1.1, 1.1 + "move" / 100000.0, 5, "move" / 10.0 * (CASE WHEN "long" THEN 1 ELSE -1 END), 'EUR',
      "gross", -0.35, "swap", 0, "gross" + "swap" - 0.35, 1
    FROM (${positions}) AS "made"`)
  await db.$executeRaw(Prisma.sql`
    INSERT INTO "Deal" ("id", "accountId", "source", "dealId", "positionKey", "symbolId", "symbol", "side",
      "quantity", "quantityUnit", "price", "executedAt", "closedQuantity", "entryPrice", "gross", "swap",
      "closingCommission", "conversionFee", "net", "positionOpenedAt", "tradeId", "firstRunId", "lastRunId")
    SELECT gen_random_uuid(), ${id}::uuid, 'FILE', "dealId", "key", "symbolId", "symbol",
      (CASE WHEN "long" THEN 'SELL' ELSE 'BUY' END)::"Side", "lots", 'lots', 1.1 + "move" / 100000.0,
      "closedAt", "lots", 1.1, "gross", "swap", -0.35, 0, "gross" + "swap" - 0.35, "openedAt", "tradeId",
      ${run.id}::uuid, ${run.id}::uuid
    FROM (${positions}) AS "made"`)
  if (count <= MOST_CHECKED) await expectRebuilt(db, id)
}

/** Above this the same statements are trusted to have done the same. */
const MOST_CHECKED = 1_000

/** The trades made here are those that the product derives from these deals. @throws when they differ */
async function expectRebuilt(db: Database, accountId: string): Promise<void> {
  const trades = () => db.trade.findMany({ where: { accountId }, orderBy: { id: 'asc' } })
  const made = await trades()
  await db.$transaction(
    async (tx) => {
      const keys = made.map(({ positionKey }) => positionKey)
      await rebuildTrades(tx, await lockAccount(tx, accountId), keys)
    },
    { timeout: LIMIT_MS },
  )
  deepStrictEqual(JSON.stringify(await trades(), bigints), JSON.stringify(made, bigints))
}

const bigints = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)

/** Positions that are closed by one deal each, oldest first, a week of five days after the other. */
function positionsOf(accountId: string, count: number): Prisma.Sql {
  const names = Prisma.join([...SYMBOLS])
  return Prisma.sql`
    SELECT *, "closedAt" - ("n" % 977 + 5) * interval '1 minute' AS "openedAt", "move" * 0.1 AS "gross",
      -("n" % 3) * 0.11 AS "swap", (ARRAY[${names}])["symbolId" + 1] AS "symbol", "n" % 7 < 4 AS "long",
      900000000 + "n" AS "dealId", 'g' || "n" AS "key", 
      overlay(overlay(md5(${accountId} || "n") PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid AS "tradeId"
    FROM (
      SELECT "n", "hash" % 6 AS "symbolId", ("hash" / 7 % 401) - 198 AS "move",
        ("hash" / 11 % 20 + 1) / 100.0 AS "lots",
        ${BEGIN}::timestamptz + ("weekday" + "weekday" / 5 * 2) * interval '1 day'
          + ("hash" / 13 % 57600 + 21600) * interval '1 second' AS "closedAt"
      FROM (SELECT "n", abs(hashint8("n")::bigint) AS "hash",
          ("n"::bigint * ${WEEKDAYS}::int / ${count}::int)::int AS "weekday"
        FROM generate_series(0, ${count - 1}::int) AS "n") AS "days") AS "drawn"`
}

/** What autovacuum does to a grown database within minutes. */
export async function settle(db: Database): Promise<void> {
  await db.$executeRawUnsafe('VACUUM (ANALYZE)')
}
