import type { ClaimedItem } from '@/lib/agenda/claim'
import { finishWork } from '@/lib/agenda/work-context'
import { historyStart } from '@/lib/domain/history-start'
import { olderWindow } from '@/lib/domain/sync-window'
import { AccountReader, type LinkedAccount } from './account-reader'
import { catchUp } from './catch-up'
import type { SyncContext } from './context'
import { beginFirstSync, readOlderCashFlow, readOlderDeals } from './first-sync'
import { isUsable } from './is-usable'
import { rereadWeek } from './reread'
import type { SyncStep } from './sync-step'

/**
 * One bounded step of reading an account; it puts itself back on the agenda until the account is
 * complete, so that a long history never keeps somebody else's "sync now" waiting.
 */
export async function syncAccount(context: SyncContext, item: ClaimedItem): Promise<void> {
  const account = await findLinkedAccount(context, item.subjectId)
  if (!account)
    return context.db.$transaction(async (tx) => {
      await tx.run.updateMany({
        where: { accountId: item.subjectId, kind: 'SYNC', outcome: 'RUNNING' },
        data: { outcome: 'CANCELLED', finishedAt: context.clock.now(), reason: 'NOT_FOLLOWED' },
      })
      await finishWork(context, tx, item, null)
    })
  const step: SyncStep = { context, item, account, reader: new AccountReader(context, account) }
  if (!account.syncedThrough || !account.historyFrom) return beginFirstSync(step)
  if (account.backfilledAt && account.rereadFrom)
    return rereadWeek(step, { from: account.rereadFrom, until: account.syncedThrough })
  if (account.backfilledAt) return catchUp(step, account.syncedThrough)
  const older = olderWindow(account.historyFrom, historyStart(account))
  return older ? readOlderDeals(step, older) : readOlderCashFlow(step, account.syncedThrough)
}

async function findLinkedAccount(
  { db }: SyncContext,
  accountId: string,
): Promise<LinkedAccount | null> {
  const account = await db.tradingAccount.findUnique({
    where: { id: accountId },
    include: { connection: true },
  })
  if (!account?.connection || !account.followedAt || !isUsable(account.connection)) return null
  if (account.missingSince) return null
  const { connection, connectionId, ctidTraderAccountId } = account
  if (!connectionId || ctidTraderAccountId === null) return null
  return { ...account, connection, connectionId, ctidTraderAccountId }
}
