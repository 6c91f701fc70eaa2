import type { Database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { register } from '@/lib/identity/register'
import { lockAccount } from '@/lib/ledger/lock-account'
import { rebuildTrades } from '@/lib/ledger/rebuild-trades'

export const PASSWORD = 'a long enough password'

const SYMBOLS = ['EURUSD', 'GBPUSD', 'USDJPY', 'XAUUSD', 'NatGas', 'US100.cash'] as const
const BEGIN = '2021-01-04T00:00:00Z'
/** Everybody has traded these five years; only how often differs. */
const WEEKDAYS = 1_300
const POSITIONS_AT_ONCE = 20_000
const LIMIT_MS = 10 * 60_000

export type GrownJournal = { email: string; userId: string; trades: number }

/**
 * A trader with so many closed positions on two accounts, spread over five years of weekdays. Deals are
 * made by the database; trades and daily results follow from them as they do in the product.
 */
export async function growJournal(db: Database, trades: number): Promise<GrownJournal> {
  const email = `${trades}-trades@example.test`
  const { userId } = await register(db, { email, password: PASSWORD, timeZone: 'Europe/Berlin' })
  const shares = [Math.ceil(trades * 0.7), Math.floor(trades * 0.3)]
  for (const [place, share] of shares.entries()) await growAccount(db, { userId, place, share })
  return { email, userId, trades }
}

async function growAccount(
  db: Database,
  { userId, place, share }: { userId: string; place: number; share: number },
): Promise<void> {
  const { id } = await db.tradingAccount.create({
    data: { userId, source: 'FILE', name: `Account ${place + 1}`, currency: 'EUR' },
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
  await db.$executeRaw(closings(id, run.id, share))
  for (let from = 0; from < share; from += POSITIONS_AT_ONCE) {
    const to = Math.min(share, from + POSITIONS_AT_ONCE)
    const keys = Array.from({ length: to - from }, (_, number) => `g${from + number}`)
    await db.$transaction(async (tx) => rebuildTrades(tx, await lockAccount(tx, id), keys), {
      timeout: LIMIT_MS,
    })
  }
}

/** One closing deal a position, oldest first, a week of five days after the other. */
function closings(accountId: string, runId: string, count: number): Prisma.Sql {
  const names = Prisma.join([...SYMBOLS])
  return Prisma.sql`
    INSERT INTO "Deal" ("id", "accountId", "source", "dealId", "positionKey", "symbolId", "symbol", "side",
      "quantity", "quantityUnit", "price", "executedAt", "closedQuantity", "entryPrice", "gross", "swap",
      "closingCommission", "conversionFee", "net", "positionOpenedAt", "firstRunId", "lastRunId")
    SELECT gen_random_uuid(), ${accountId}::uuid, 'FILE', 900000000 + n, 'g' || n, symbol_id,
      (ARRAY[${names}])[symbol_id + 1], (CASE WHEN n % 7 < 4 THEN 'SELL' ELSE 'BUY' END)::"Side",
      lots, 'lots', 1.1 + move / 100000.0, closed_at, lots, 1.1, move * 0.1, -(n % 3) * 0.11,
      -0.35, 0, move * 0.1 - (n % 3) * 0.11 - 0.35, closed_at - (n % 977 + 5) * interval '1 minute',
      ${runId}::uuid, ${runId}::uuid
    FROM (
      SELECT n, hash % 6 AS symbol_id, (hash / 7 % 401) - 198 AS move, (hash / 11 % 20 + 1) / 100.0 AS lots,
        ${BEGIN}::timestamptz + (weekday + weekday / 5 * 2) * interval '1 day'
          + (hash / 13 % 57600 + 21600) * interval '1 second' AS closed_at
      FROM (SELECT n, abs(hashint8(n)) AS hash, (n::bigint * ${WEEKDAYS} / ${count})::int AS weekday
        FROM generate_series(0, ${count - 1}) AS n) AS days) AS made`
}

/** What autovacuum does to a grown database within minutes. */
export async function settle(db: Database): Promise<void> {
  await db.$executeRawUnsafe('VACUUM (ANALYZE)')
}
