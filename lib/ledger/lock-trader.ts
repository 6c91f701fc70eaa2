import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** Nobody writes to any ledger of this trader until the transaction ends; what refers to the row may go on. */
export async function lockTrader(tx: Transaction, userId: string): Promise<void> {
  await tx.$queryRaw(Prisma.sql`
    SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR NO KEY UPDATE`)
}
