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
    db.$queryRaw<{ symbol: string }[]>(Prisma.sql`
      SELECT DISTINCT "symbol" FROM "DailyResult" WHERE ${inVisibleAccounts(actor)} ORDER BY 1`),
  ])
  return {
    accounts: accounts.map((account) => ({
      id: account.id,
      formerIds: account.formerIds,
      name: accountView(account).name,
      simulated: account.simulated,
      sample: account.sample,
    })),
    symbols: symbols.map(({ symbol }) => symbol),
  }
}
