import type { Database } from '@/lib/db/client'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from '@/lib/journal/account-view'
import { recordEvent } from './record-event'
import { stopReadingAccount } from './stop-reading'

/** Stops reading one account at once. Its trades and its cursor stay: following it again goes on there. */
export async function stopFollowing(
  db: Database,
  input: { actor: Actor; connectionId: string; accountId: string; now: Date },
): Promise<void> {
  const { actor, connectionId, accountId, now } = input
  const own = { id: accountId, connectionId, userId: actor.userId }
  await db.$transaction(async (tx) => {
    const account = await tx.tradingAccount.findFirst({ where: own })
    if (!account) throw notFound('account')
    const { count } = await tx.tradingAccount.updateMany({
      where: { ...own, followedAt: { not: null } },
      data: { followedAt: null },
    })
    if (count === 0) return
    await stopReadingAccount(tx, accountId, { cause: 'NOT_FOLLOWED', now })
    await recordEvent(tx, {
      connectionId,
      kind: 'account-left',
      actor: 'user',
      detail: { account: accountView(account).name },
    })
  })
}
