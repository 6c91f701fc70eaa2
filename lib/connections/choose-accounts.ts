import { z } from 'zod'
import { requestJoin } from '@/lib/accounts/request-join'
import { wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { beginFollowing } from './begin-following'
import { HistoryDay, historyBegins } from './history-day'
import { lockOwnConnection } from './lock-connection'
import { recordEvent } from './record-event'

/** "This is my account …": a file account that becomes part of a chosen one. */
const Join = z.object({ accountId: z.uuid(), fileAccountId: z.uuid() })

export const ChooseAccounts = z.object({
  accountIds: z.array(z.uuid()).min(1, 'Choose at least one account.').max(200),
  /** First day of the history that is wanted of the accounts added now. */
  historyFrom: HistoryDay.default(null),
  joins: z.array(Join).max(200).default([]),
})

/** Complete Connection, and later "Follow": begins to fetch the history of the chosen accounts. */
export async function chooseAccounts(
  db: Database,
  input: {
    actor: Actor
    connectionId: string
    accountIds: string[]
    /** Day from which history is wanted; all of it unless given. */
    historyFrom?: string | null
    joins?: z.output<typeof Join>[]
    now: Date
  },
): Promise<void> {
  const { actor, connectionId, accountIds, joins = [], now } = input
  const historyWantedFrom = historyBegins(input.historyFrom ?? null, actor, now)
  await db.$transaction(async (tx) => {
    // A double click waits here for the first one, and then finds nothing new to follow.
    const connection = await lockOwnConnection(tx, actor, connectionId)
    if (!connection.grantedAt)
      throw new AppError('CONFLICT', 'cTrader has not given access for this connection yet.')
    if (connection.removedAt)
      throw new AppError('CONFLICT', 'This connection is ended. Reconnect it first.')
    const chosen = await tx.tradingAccount.findMany({
      where: { id: { in: accountIds }, connectionId, userId: actor.userId },
    })
    if (chosen.length !== new Set(accountIds).size) throw notFound('account')
    if (chosen.some(({ deletedAt }) => deletedAt !== null))
      throw new AppError('CONFLICT', 'Its trades are deleted. Restore them first, then follow it.')
    const added = chosen.filter(({ followedAt }) => followedAt === null)
    for (const account of added) {
      await beginFollowing(tx, account, now)
      // What is wanted of one that was followed before stays as it was.
      if (account.historyFrom === null)
        await tx.tradingAccount.update({ where: { id: account.id }, data: { historyWantedFrom } })
    }
    for (const { accountId, fileAccountId } of joins)
      await requestJoin(tx, { actor, accountId, fileAccountId, now })
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
