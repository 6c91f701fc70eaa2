import { wish } from '@/lib/agenda/wish'
import type { Database, Transaction } from '@/lib/db/client'
import type { TradingAccount } from '@/lib/db/generated/client'
import { isSettling } from '@/lib/domain/history-start'
import type { Actor } from '@/lib/identity/sessions'
import { cancelReading, lockFollowedAccounts } from './cancel-reading'
import { lockOwnConnection } from './lock-connection'
import { recordEvent } from './record-event'

/**
 * "Stop": ends what is being read and keeps what came in. A first sync stays where it is: what it
 * has reached is what is wanted from now on, until somebody asks for older history. New trades are
 * still looked for by the regular checks.
 */
export async function stopSyncing(
  db: Database,
  input: { actor: Actor; connectionId: string; now: Date },
): Promise<void> {
  const { actor, connectionId, now } = input
  await db.$transaction(async (tx) => {
    await lockOwnConnection(tx, actor, connectionId)
    const accounts = await lockFollowedAccounts(tx, connectionId)
    const running = await tx.run.findMany({
      where: {
        accountId: { in: accounts.map(({ id }) => id) },
        kind: 'SYNC',
        outcome: 'RUNNING',
      },
      select: { accountId: true },
    })
    const isRead = new Set(running.map(({ accountId }) => accountId))
    // What only settles its balance is done in seconds, and without it the balance would not add up.
    const stopped = accounts.filter((account) => isRead.has(account.id) && !isSettling(account))
    await tx.connection.update({ where: { id: connectionId }, data: { syncAskedAt: null } })
    if (stopped.length === 0) return
    await cancelReading(
      tx,
      stopped.map(({ id }) => id),
      { reason: 'STOPPED', now },
    )
    for (const account of stopped)
      if (!account.backfilledAt) await settleWhereItIs(tx, account, now)
    await recordEvent(tx, {
      connectionId,
      kind: 'stopped',
      actor: 'user',
      detail: { accounts: stopped.length },
    })
  })
}

/** Deals and balances of the stretch that was read are made whole; nothing older is asked for. */
async function settleWhereItIs(tx: Transaction, account: TradingAccount, now: Date): Promise<void> {
  await tx.tradingAccount.update({
    where: { id: account.id },
    data: { historyWantedFrom: account.historyFrom ?? now },
  })
  await wish(tx, 'account.sync', account.id, now)
}
