import { z } from 'zod'
import { unwish, wish } from '@/lib/agenda/wish'
import { recordEvent } from '@/lib/connections/record-event'
import { stopReadingAccount } from '@/lib/connections/stop-reading'
import type { Database, Transaction } from '@/lib/db/client'
import { restorableUntil, wordToDelete } from '@/lib/domain/deletion'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from '@/lib/journal/account-view'

export const Deletion = z.object({ typed: z.string().max(200) })

type DeleteTrades = { actor: Actor; accountId: string; typed: string; now: Date }

/**
 * Hides an account's trades, cash operations and files at once and ends its sync. For seven days
 * they can be restored; then the worker removes them for good.
 *
 * @param input.typed the account's number, or its name if it has none, as the trader typed it
 */
export async function deleteTrades(db: Database, input: DeleteTrades): Promise<void> {
  await db.$transaction((tx) => deleteTradesIn(tx, input))
}

export async function deleteTradesIn(
  tx: Transaction,
  input: DeleteTrades & { connectionId?: string },
): Promise<void> {
  const { actor, accountId, connectionId, typed, now } = input
  const own = { id: accountId, userId: actor.userId, connectionId }
  const account = await tx.tradingAccount.findFirst({ where: own })
  if (!account) throw notFound('account')
  const view = accountView(account)
  if (typed.trim() !== wordToDelete(view))
    throw new AppError('BAD_INPUT', `Type ${wordToDelete(view)} to delete the trades.`)
  const { count } = await tx.tradingAccount.updateMany({
    where: { ...own, deletedAt: null },
    data: {
      deletedAt: now,
      followedAt: null,
      followedBeforeDeletionAt: account.followedAt,
      joinsId: null,
    },
  })
  if (count === 0) return
  await stopReadingAccount(tx, accountId, { cause: 'TRADES_DELETED', now })
  await unwish(tx, 'account.join', accountId)
  if (account.connectionId)
    await recordEvent(tx, {
      connectionId: account.connectionId,
      kind: 'trades-deleted',
      actor: 'user',
      detail: { account: view.name },
    })
  await wish(tx, 'account.purge', accountId, restorableUntil(now))
}
