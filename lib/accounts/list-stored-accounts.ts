import type { Queryable } from '@/lib/db/client'
import type { StoredAccountView } from '@/lib/domain/views/account'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from '@/lib/journal/account-view'

/** Every account that holds trades, with those whose trades were deleted and can be restored. */
export async function listStoredAccounts(
  db: Queryable,
  { actor }: { actor: Actor },
): Promise<{ accounts: StoredAccountView[] }> {
  const accounts = await db.tradingAccount.findMany({
    where: {
      userId: actor.userId,
      OR: [{ trades: { some: {} } }, { source: 'FILE' }, { deletedAt: { not: null } }],
    },
    orderBy: { createdAt: 'asc' },
    include: { _count: { select: { trades: true } } },
  })
  return {
    accounts: accounts.map((account) => ({
      ...accountView(account),
      trades: account._count.trades,
      deletedAt: account.deletedAt?.toISOString() ?? null,
    })),
  }
}
