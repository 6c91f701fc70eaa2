import type { Queryable } from '@/lib/db/client'
import { Prisma, type TradingAccount } from '@/lib/db/generated/client'
import type { AccountFacts } from '@/lib/domain/support/case-facts'
import { maskNumbers } from '@/lib/domain/support/last-digits'
import type { SupportAccountView } from '@/lib/domain/views/support'
import { accountView } from '@/lib/journal/account-view'

/** What an account is called towards staff. */
export function shortName(account: TradingAccount): string {
  return maskNumbers(accountView(account).name)
}

/** Without its number, its balances and its trades. */
export function supportAccountView(account: TradingAccount): SupportAccountView {
  const { environment, broker, currency, accountType, followed } = accountView(account)
  const { reconciledAt, breakAmount } = account
  return {
    id: account.id,
    name: shortName(account),
    environment,
    broker,
    currency,
    accountType,
    followed,
    archived: account.archivedAt !== null,
    deleted: account.deletedAt !== null,
    goneSince: account.missingSince?.toISOString() ?? null,
    unreadable: account.unreadableSince ? (account.unreadableCode ?? 'UNKNOWN') : null,
    unreadableSince: account.unreadableSince?.toISOString() ?? null,
    historyFrom: account.historyFrom?.toISOString() ?? null,
    syncedThrough: account.syncedThrough?.toISOString() ?? null,
    historyComplete: account.backfilledAt !== null,
    historyLimitAt: account.historyLimitAt?.toISOString() ?? null,
    addsUp: reconciledAt ? breakAmount === null : null,
  }
}

/** What the decision help asks of the accounts of a connection. */
export async function accountFacts(
  db: Queryable,
  accounts: TradingAccount[],
): Promise<AccountFacts[]> {
  const ids = accounts.map(({ id }) => id)
  const [traded, unmatched] = await Promise.all([withTrades(db, ids), unmatchedRows(db, ids)])
  return accounts.map((account) => ({
    name: shortName(account),
    followed: account.followedAt !== null,
    archived: account.archivedAt !== null,
    goneSince: account.missingSince,
    unreadableCode: account.unreadableSince ? (account.unreadableCode ?? 'UNKNOWN') : null,
    historyLimitAt: account.historyLimitAt,
    registeredAt: account.registeredAt,
    hasTrades: traded.has(account.id),
    openPositions: account.openPositionIds.length,
    unmatchedRows: unmatched.get(account.id) ?? 0,
  }))
}

/** Which accounts have a closed trade; whether, and not how many. */
async function withTrades(db: Queryable, accountIds: string[]): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT a."id" FROM "TradingAccount" a WHERE a."id" = ANY(${accountIds}::uuid[])
      AND EXISTS (SELECT 1 FROM "Trade" t WHERE t."accountId" = a."id" AND t."closed")`)
  return new Set(rows.map(({ id }) => id))
}

/** Counts closings that only files tell, in the time of which cTrader told everything. */
async function unmatchedRows(db: Queryable, accountIds: string[]): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ id: string; count: number }[]>(Prisma.sql`
    SELECT a."id", count(*)::int AS "count" FROM "TradingAccount" a
    JOIN "Deal" d ON d."accountId" = a."id" AND d."source" = 'FILE' AND d."net" IS NOT NULL
      AND d."executedAt" > a."historyFrom" AND d."executedAt" < a."syncedThrough"
    WHERE a."id" = ANY(${accountIds}::uuid[]) AND a."backfilledAt" IS NOT NULL
      AND (a."historyLimitAt" IS NULL OR d."executedAt" > a."historyLimitAt")
      -- Most accounts never saw a file: then none of their deals need be looked at.
      AND EXISTS (SELECT 1 FROM "DealSighting" s WHERE s."accountId" = a."id")
    GROUP BY a."id"`)
  return new Map(rows.map(({ id, count }) => [id, count]))
}
