import { z } from 'zod'
import { wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { HistoryDay, historyBegins } from './history-day'
import { recordEvent } from './record-event'

export const ChooseAccounts = z.object({
  accountIds: z.array(z.uuid()).min(1, 'Choose at least one account.').max(200),
  /** First day of the history that is wanted of the accounts added now. */
  historyFrom: HistoryDay.default(null),
})

/** Complete Connection: follows the chosen accounts and begins to fetch their history. */
export async function chooseAccounts(
  db: Database,
  input: {
    actor: Actor
    connectionId: string
    accountIds: string[]
    /** Day from which history is wanted; all of it unless given. */
    historyFrom?: string | null
    now: Date
  },
): Promise<void> {
  const { actor, connectionId, accountIds, now } = input
  const historyWantedFrom = historyBegins(input.historyFrom ?? null, actor, now)
  await db.$transaction(async (tx) => {
    // A double click waits here for the first one, and then finds nothing new to follow.
    await tx.$queryRaw(Prisma.sql`
      SELECT 1 FROM "Connection" WHERE "id" = ${connectionId}::uuid FOR UPDATE`)
    const connection = await tx.connection.findFirst({
      where: { id: connectionId, userId: actor.userId, mergedIntoId: null, repairsId: null },
    })
    if (!connection) throw notFound('connection')
    if (!connection.grantedAt)
      throw new AppError('CONFLICT', 'cTrader has not given access for this connection yet.')
    const chosen = await tx.tradingAccount.findMany({
      where: { id: { in: accountIds }, connectionId, userId: actor.userId },
    })
    if (chosen.length !== new Set(accountIds).size) throw notFound('account')
    const added = chosen.filter(({ followedAt }) => followedAt === null)
    for (const account of added) {
      await tx.tradingAccount.update({
        where: { id: account.id },
        data: { followedAt: now, historyWantedFrom },
      })
      await tx.run.create({
        data: {
          userId: actor.userId,
          connectionId,
          accountId: account.id,
          kind: 'SYNC',
          trigger: 'first',
          startedAt: now,
        },
      })
      await wish(tx, 'account.sync', account.id, now)
    }
    if (!connection.completedAt)
      await tx.connection.update({ where: { id: connectionId }, data: { completedAt: now } })
    if (added.length > 0)
      await recordEvent(tx, {
        connectionId,
        kind: 'completed',
        actor: 'user',
        detail: { accounts: added.length },
      })
    await wish(tx, 'connection.check', connectionId, now)
  })
}
