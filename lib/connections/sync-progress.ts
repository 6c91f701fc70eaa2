import type { TradingAccount } from '@/lib/db/generated/client'
import type { SyncProgressView } from '@/lib/domain/views/connection'
import { accountView } from '@/lib/journal/account-view'

/** How far the first sync of an account has come, in calendar months: it runs backwards in time. */
export function syncProgress(account: TradingAccount, trades: number): SyncProgressView {
  const from = account.registeredAt ?? account.createdAt
  const to = account.syncedThrough ?? account.createdAt
  const reached = account.backfilledAt ? from : (account.historyFrom ?? to)
  return {
    accountId: account.id,
    accountName: accountView(account).name,
    month: monthOf(reached),
    fromMonth: monthOf(from),
    toMonth: monthOf(to),
    monthsDone: account.backfilledAt ? monthsBetween(from, to) + 1 : monthsBetween(reached, to),
    monthsTotal: monthsBetween(from, to) + 1,
    trades,
    done: account.backfilledAt !== null,
  }
}

function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7)
}

function monthsBetween(from: Date, to: Date): number {
  return (
    (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + (to.getUTCMonth() - from.getUTCMonth())
  )
}
