import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { notFound } from '@/lib/errors'
import type { LedgerAccount } from './rebuild-trades'

/**
 * Writers of one account take turns: a sync and an import at once never make a duplicate. Its
 * trader's time zone stays as it is meanwhile, because every day of the ledger is a day of that zone.
 * The trader comes first in this order, so that whoever changes the zone (`lockTrader`) waits for
 * writers and never they for it with an account in their hands.
 */
export async function lockAccount(tx: Transaction, accountId: string): Promise<LedgerAccount> {
  await tx.$queryRaw(Prisma.sql`
    SELECT 1 FROM "User" WHERE "id" = (
      SELECT "userId" FROM "TradingAccount" WHERE "id" = ${accountId}::uuid) FOR SHARE`)
  await tx.$queryRaw(Prisma.sql`
    SELECT 1 FROM "TradingAccount" WHERE "id" = ${accountId}::uuid FOR UPDATE`)
  const account = await tx.tradingAccount.findUnique({
    where: { id: accountId },
    select: { id: true, userId: true, currency: true, openPositionIds: true },
  })
  if (!account) throw notFound('account')
  return account
}
