import { wish } from '@/lib/agenda/wish'
import type { Transaction } from '@/lib/db/client'
import { AppError, notFound } from '@/lib/errors'
import { assertAccountReadable } from './account-readable'
import { lockFollowedAccounts } from './cancel-reading'
import { lockOwnConnection, type Owner } from './lock-connection'
import { recordEvent } from './record-event'

const DAY_MS = 86_400_000

/**
 * Reads the last days of an account once more: what cTrader has corrected or added late comes in.
 * Nothing is taken away, and what is known already changes nothing.
 *
 * @returns false when so much of it is being read again already
 */
export async function askForReread(
  tx: Transaction,
  input: {
    owner: Owner
    by: 'support'
    connectionId: string
    accountId: string
    days: number
    now: Date
  },
): Promise<boolean> {
  const { owner, by, connectionId, accountId, days, now } = input
  const connection = await lockOwnConnection(tx, owner, connectionId)
  const followed = await lockFollowedAccounts(tx, connectionId)
  const account = followed.find(({ id }) => id === accountId)
  if (!account) throw notFound('account')
  const { backfilledAt, syncedThrough, historyFrom, rereadFrom } = account
  assertAccountReadable({ ...account, connection })
  if (!backfilledAt || !syncedThrough || !historyFrom)
    throw new AppError('CONFLICT', 'Its history is still being fetched; that reads all of it.')
  const wanted = new Date(Math.max(now.getTime() - days * DAY_MS, historyFrom.getTime()))
  if (rereadFrom && rereadFrom <= wanted) return false
  await tx.tradingAccount.update({ where: { id: accountId }, data: { rereadFrom: wanted } })
  const running = await tx.run.count({ where: { accountId, kind: 'SYNC', outcome: 'RUNNING' } })
  const { userId } = owner
  const run = {
    userId,
    connectionId,
    accountId,
    kind: 'SYNC',
    trigger: by,
    startedAt: now,
  } as const
  if (running === 0) await tx.run.create({ data: run })
  await recordEvent(tx, { connectionId, kind: 'reread-wanted', actor: by, detail: { days } })
  await wish(tx, 'account.sync', accountId, now)
  return true
}
