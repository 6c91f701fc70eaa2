import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { BalanceEntry } from '@/lib/domain/balance-chain'
import { Dec } from '@/lib/domain/decimal'

type Row = { at: Date; version: bigint | null; change: string; balanceAfter: string }

const EVER = new Date(0)

/**
 * The changes of an account's balance that the provider told us of: closing deals and cash
 * operations. The newest one before `since` belongs to them: what follows has to join it.
 */
export async function balanceEntries(
  tx: Queryable,
  accountId: string,
  since: Date = EVER,
): Promise<BalanceEntry[]> {
  const from = since > EVER ? ((await lastEntryBefore(tx, accountId, since)) ?? since) : since
  const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
    SELECT "executedAt" AS "at", "balanceVersion" AS "version",
           "net"::text AS "change", "balanceAfter"::text AS "balanceAfter"
    FROM "Deal"
    WHERE "accountId" = ${accountId}::uuid AND "source" <> 'FILE'
      AND "net" IS NOT NULL AND "balanceAfter" IS NOT NULL AND "executedAt" >= ${from}
    UNION ALL
    SELECT "at", "balanceVersion", "delta"::text, "balanceAfter"::text
    FROM "CashFlow" WHERE "accountId" = ${accountId}::uuid AND "at" >= ${from}`)
  return rows.map(({ at, version, change, balanceAfter }) => ({
    at,
    version,
    change: new Dec(change),
    balanceAfter: new Dec(balanceAfter),
  }))
}

async function lastEntryBefore(
  tx: Queryable,
  accountId: string,
  since: Date,
): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ at: Date | null }[]>(Prisma.sql`
    SELECT greatest(
      (SELECT max("executedAt") FROM "Deal"
       WHERE "accountId" = ${accountId}::uuid AND "source" <> 'FILE'
         AND "net" IS NOT NULL AND "balanceAfter" IS NOT NULL AND "executedAt" < ${since}),
      (SELECT max("at") FROM "CashFlow"
       WHERE "accountId" = ${accountId}::uuid AND "at" < ${since})) AS "at"`)
  return row?.at ?? null
}
