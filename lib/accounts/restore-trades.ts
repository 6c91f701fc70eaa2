import { unwish } from '@/lib/agenda/wish'
import { beginFollowing } from '@/lib/connections/begin-following'
import { recordEvent } from '@/lib/connections/record-event'
import type { Database } from '@/lib/db/client'
import type { Connection } from '@/lib/db/generated/client'
import { restorableUntil } from '@/lib/domain/deletion'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from '@/lib/journal/account-view'

/** Brings deleted trades back, all of them; an account that was followed is followed again. */
export async function restoreTrades(
  db: Database,
  input: { actor: Actor; accountId: string; now: Date },
): Promise<void> {
  const { actor, accountId, now } = input
  const own = { id: accountId, userId: actor.userId }
  await db.$transaction(async (tx) => {
    const account = await tx.tradingAccount.findFirst({
      where: own,
      include: { connection: true },
    })
    if (!account) throw notFound('account')
    const { deletedAt, followedBeforeDeletionAt, connectionId } = account
    if (!deletedAt) return
    if (restorableUntil(deletedAt) <= now)
      throw new AppError('CONFLICT', 'The seven days are over; these trades are gone for good.')
    // Whoever comes first: a purge that is under way holds the row, and then it is gone.
    const { count } = await tx.tradingAccount.updateMany({
      where: { ...own, deletedAt },
      data: {
        deletedAt: null,
        followedAt: followedBeforeDeletionAt,
        followedBeforeDeletionAt: null,
      },
    })
    if (count === 0) throw notFound('account')
    await unwish(tx, 'account.purge', accountId)
    if (followedBeforeDeletionAt && isRead(account.connection))
      await beginFollowing(tx, account, now)
    if (connectionId)
      await recordEvent(tx, {
        connectionId,
        kind: 'trades-restored',
        actor: 'user',
        detail: { account: accountView(account).name },
      })
  })
}

function isRead(connection: Connection | null): boolean {
  return connection !== null && !connection.removedAt && !connection.supersededAt
}
