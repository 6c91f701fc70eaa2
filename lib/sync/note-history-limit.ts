import { recordEvent } from '@/lib/connections/record-event'
import type { Transaction } from '@/lib/db/client'
import { Dec } from '@/lib/domain/decimal'
import { historyLimit } from '@/lib/domain/history-limit'
import { isHistoryWhole } from '@/lib/domain/history-start'
import { accountView } from '@/lib/journal/account-view'
import { balanceEntries } from '@/lib/ledger/balance-entries'

/**
 * Notes whether cTrader offers less than there was, once an account was read back to its
 * registration. A trader who wanted less has met no limit.
 */
export async function noteHistoryLimit(
  tx: Transaction,
  accountId: string,
  now: Date,
): Promise<void> {
  const account = await tx.tradingAccount.findUniqueOrThrow({ where: { id: accountId } })
  const before = account.historyLimitAt
  const limit = isHistoryWhole(account)
    ? historyLimit(await balanceEntries(tx, accountId), {
        balance: account.balance === null ? null : new Dec(account.balance.toString()),
        at: account.syncedThrough ?? now,
      })
    : null
  if (limit?.getTime() === before?.getTime()) return
  await tx.tradingAccount.update({
    where: { id: accountId },
    data: { historyLimitAt: limit, historyLimitSeenAt: null },
  })
  if (limit && account.connectionId)
    await recordEvent(tx, {
      connectionId: account.connectionId,
      kind: 'history-limit',
      actor: 'provider',
      detail: { account: accountView(account).name },
    })
}
