import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { JournalFiltersView } from '@/lib/domain/views/trades'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from './account-view'
import { inVisibleAccounts, visibleAccounts } from './visible-accounts'

/** What a trader can filter by: accounts that are followed or hold trades, and symbols traded. */
export async function journalFilters(
  db: Queryable,
  { actor }: { actor: Actor },
): Promise<JournalFiltersView> {
  const [accounts, symbols] = await Promise.all([
    db.tradingAccount.findMany({
      where: {
        ...visibleAccounts(actor),
        OR: [{ followedAt: { not: null } }, { source: 'FILE' }, { trades: { some: {} } }],
      },
      orderBy: { createdAt: 'asc' },
    }),
    symbolsTraded(db, actor),
  ])
  return {
    accounts: accounts.map((account) => ({
      id: account.id,
      formerIds: account.formerIds,
      name: accountView(account).name,
      simulated: account.simulated,
      sample: account.sample,
    })),
    symbols,
  }
}

/** From one to the next in the index of symbols: there are few of them among many trades. */
async function symbolsTraded(db: Queryable, actor: Actor): Promise<string[]> {
  const ofTrader = inVisibleAccounts(actor)
  const rows = await db.$queryRaw<{ symbol: string }[]>(Prisma.sql`
    WITH RECURSIVE "traded" AS (
      (SELECT "symbol" FROM "Trade" WHERE ${ofTrader} ORDER BY "symbol" LIMIT 1)
      UNION ALL
      SELECT (SELECT "symbol" FROM "Trade" WHERE ${ofTrader} AND "symbol" > "traded"."symbol"
        ORDER BY "symbol" LIMIT 1)
      FROM "traded" WHERE "traded"."symbol" IS NOT NULL)
    SELECT "symbol" FROM "traded" WHERE "symbol" IS NOT NULL ORDER BY "symbol"`)
  return rows.map(({ symbol }) => symbol)
}
