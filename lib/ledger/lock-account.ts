import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { notFound } from '@/lib/errors'
import type { LedgerAccount } from './rebuild-trades'

/** Writers of one account take turns: a sync and an import at once never make a duplicate. */
export async function lockAccount(tx: Transaction, accountId: string): Promise<LedgerAccount> {
  await tx.$queryRaw(Prisma.sql`
    SELECT 1 FROM "TradingAccount" WHERE "id" = ${accountId}::uuid FOR UPDATE`)
  const account = await tx.tradingAccount.findUnique({
    where: { id: accountId },
    select: { id: true, userId: true, currency: true, openPositionIds: true },
  })
  if (!account) throw notFound('account')
  return account
}
