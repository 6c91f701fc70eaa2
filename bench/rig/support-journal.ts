import type { Database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { say } from './say'
import { scaled } from './scale'

export const CONNECTIONS = scaled(10_000)
const TRADES = scaled(1_000_000)
/** One trader in ten thousand has a tenth of everything. */
const OF_THE_BUSIEST = Math.round(TRADES / 10)
const EVENTS_EACH = 30
const RUNS_EACH = 20
const EVENTS_OF_THE_BUSIEST = scaled(20_000)

/**
 * As many people as an operator may hope for, each with a connection of two accounts, its history of
 * events and runs, and trades: one of them with a tenth of all. Written by SQL, for what is measured is
 * how it is read.
 */
export async function fillSupportJournal(db: Database): Promise<void> {
  const began = performance.now()
  for (const statement of statements()) await db.$executeRaw(statement)
  await db.$executeRaw`ANALYZE`
  const [trades, connections] = [await db.trade.count(), await db.connection.count()]
  const seconds = Math.round((performance.now() - began) / 1000)
  say(`${trades} trades of ${connections} connections, written in ${seconds} s`)
}

/** The n-th row of a kind has the id that ends in n. */
const id = (kind: number, n: string) =>
  Prisma.raw(`(lpad('${kind}', 8, '0') || '-0000-4000-8000-' || lpad(${n}::text, 12, '0'))::uuid`)

/** The busiest is the first connection; everybody else has the same. */
const owner = Prisma.raw(`CASE WHEN t <= ${OF_THE_BUSIEST} THEN 1 ELSE 1 + t % ${CONNECTIONS} END`)

function statements(): Prisma.Sql[] {
  const n = Prisma.sql`generate_series(1, ${CONNECTIONS}::int) AS n`
  const daysAgo = (days: string) => Prisma.raw(`now() - (${days}) * interval '1 day'`)
  return [
    Prisma.sql`INSERT INTO "User" ("id", "email", "passwordHash")
      SELECT ${id(1, 'n')}, 'trader-' || n || '@example.test', 'none' FROM ${n}`,
    // One in twenty was refused, one in twenty fails just now.
    Prisma.sql`INSERT INTO "Connection" ("id", "userId", "ctidUserId", "grantedAt", "completedAt",
        "lastSuccessAt", "refusedAt", "refusalCode", "lastFailureAt", "lastFailureCode",
        "lastFailureClass", "failingSince")
      SELECT ${id(2, 'n')}, ${id(1, 'n')}, 1000000 + n, ${daysAgo('400')}, ${daysAgo('400')},
        now() - interval '10 minutes',
        CASE WHEN n % 20 = 0 THEN ${daysAgo('n % 90')} END, CASE WHEN n % 20 = 0 THEN 'CH_ACCESS_TOKEN_INVALID' END,
        CASE WHEN n % 20 = 1 THEN now() END, CASE WHEN n % 20 = 1 THEN 'ANSWER_TIMED_OUT' END,
        CASE WHEN n % 20 = 1 THEN 'retry-later' END, CASE WHEN n % 20 = 1 THEN ${daysAgo('1')} END
      FROM ${n}`,
    Prisma.sql`INSERT INTO "Grant" ("connectionId", "sealedAccessToken", "sealedRefreshToken",
        "wrappedDataKey", "keyId", "generation", "scope", "accessTokenExpiresAt", "renewedAt")
      SELECT ${id(2, 'n')}, '\\x00', '\\x00', '\\x00', 'k1', 12, 'accounts', ${daysAgo('-20')}, ${daysAgo('10')}
      FROM ${n} WHERE n % 20 <> 0`,
    Prisma.sql`INSERT INTO "TradingAccount" ("id", "userId", "source", "connectionId",
        "ctidTraderAccountId", "environment", "broker", "login", "currency", "followedAt",
        "backfilledAt", "historyFrom", "syncedThrough", "registeredAt", "balance", "balanceAt",
        "reconciledAt")
      SELECT CASE a WHEN 1 THEN ${id(3, 'n')} ELSE ${id(4, 'n')} END, ${id(1, 'n')}, 'CTRADER',
        ${id(2, 'n')}, 40000000 + n * 2 + a, CASE a WHEN 1 THEN 'LIVE' ELSE 'DEMO' END::"Environment",
        'Pepperwood', 9000000 + n * 2 + a, 'EUR', CASE a WHEN 1 THEN ${daysAgo('400')} END,
        ${daysAgo('399')}, ${daysAgo('1000')}, now(), ${daysAgo('1000')}, 1000, now(), now()
      FROM ${n}, generate_series(1, 2) AS a`,
    Prisma.sql`INSERT INTO "Run" ("id", "userId", "kind", "trigger", "connectionId", "accountId",
        "startedAt", "finishedAt", "outcome", "reason", "read", "added", "correlationId")
      SELECT ${id(5, `(n * ${RUNS_EACH} + r)`)}, ${id(1, 'n')}, 'SYNC', 'schedule', ${id(2, 'n')},
        ${id(3, 'n')}, ${daysAgo('r')}, ${daysAgo('r')},
        CASE WHEN r % 7 = 0 THEN 'FAILED' ELSE 'COMPLETED' END::"RunOutcome",
        CASE WHEN r % 7 = 0 THEN 'ANSWER_TIMED_OUT' END, 5, 2, gen_random_uuid()
      FROM ${n}, generate_series(1, ${RUNS_EACH}::int) AS r`,
    Prisma.sql`INSERT INTO "ConnectionEvent" ("connectionId", "at", "kind", "code", "actor",
        "correlationId")
      SELECT ${id(2, 'n')}, ${daysAgo('e')},
        CASE e % 3 WHEN 0 THEN 'renewed' WHEN 1 THEN 'failing' ELSE 'recovered' END,
        CASE e % 3 WHEN 1 THEN 'ANSWER_TIMED_OUT' END, 'provider', gen_random_uuid()
      FROM ${n}, generate_series(1, ${EVENTS_EACH}::int) AS e
      UNION ALL SELECT ${id(2, '1')}, ${daysAgo('(e % 29)')}, 'failing', 'ANSWER_TIMED_OUT',
        'provider', gen_random_uuid() FROM generate_series(1, ${EVENTS_OF_THE_BUSIEST}::int) AS e`,
    Prisma.sql`INSERT INTO "AgendaItem" ("kind", "subjectId", "dueAt", "priority")
      SELECT kind, ${id(2, 'n')}, now() + interval '5 minutes', 20
      FROM ${n}, unnest(ARRAY['connection.check', 'connection.renew']) AS kind WHERE n % 20 <> 0`,
    Prisma.sql`INSERT INTO "Trade" ("id", "userId", "accountId", "positionKey", "positionId", "source",
        "symbol", "direction", "closed", "openedAt", "closedAt", "quantity", "quantityUnit",
        "entryPrice", "exitPrice", "priceDigits", "currency", "gross", "commission", "swap", "net",
        "closingDeals")
      SELECT ${id(6, 't')}, ${id(1, `(${owner.sql})`)}, ${id(3, `(${owner.sql})`)}, 'p' || t, t, 'SYNC',
        'EURUSD', CASE t % 2 WHEN 0 THEN 'LONG' ELSE 'SHORT' END::"Direction", TRUE,
        ${daysAgo('(t % 900) + 1')}, ${daysAgo('t % 900')}, 0.5, 'lots', 1.1, 1.2, 5, 'EUR', 10, -1, 0,
        9, 1
      FROM generate_series(1, ${TRADES}::int) AS t`,
    Prisma.sql`INSERT INTO "Deal" ("id", "accountId", "source", "dealId", "positionKey", "positionId",
        "symbol", "side", "quantity", "quantityUnit", "price", "executedAt", "net", "tradeId",
        "firstRunId", "lastRunId")
      SELECT ${id(7, 't')}, ${id(3, `(${owner.sql})`)}, CASE WHEN t % 500 = 0 THEN 'BOTH' ELSE 'SYNC' END::"DealSource",
        t, 'p' || t, t, 'EURUSD', 'SELL', 0.5, 'lots', 1.2, ${daysAgo('t % 900')}, 9, ${id(6, 't')},
        ${id(5, '21')}, ${id(5, '21')}
      FROM generate_series(1, ${TRADES}::int) AS t`,
  ]
}
