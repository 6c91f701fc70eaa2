import type { TradingAccount } from '@/lib/db/generated/client'
import { isSettling } from '@/lib/domain/history-start'
import type { SyncProgressView } from '@/lib/domain/views/connection'
import { wallClock } from '@/lib/domain/zoned-time'
import { accountView } from '@/lib/journal/account-view'

/**
 * How far the first sync of an account has come, in months of the trader's calendar: it runs
 * backwards in time, down to the account's beginning or to the day from which history is wanted.
 */
export function syncProgress(
  account: TradingAccount,
  trades: number,
  timeZone: string,
): SyncProgressView {
  const { registeredAt, historyWantedFrom, historyFrom, createdAt, syncedThrough } = account
  const done = account.backfilledAt !== null
  const wanted = later(registeredAt, historyWantedFrom)
  const to = syncedThrough ?? createdAt
  const from = wanted && wanted < to ? wanted : earlier(createdAt, to)
  const reached = done ? from : (later(historyFrom ?? to, from) ?? to)
  const local = (at: Date) => wallClock(at, timeZone)
  const monthsTotal = monthsBetween(local(from), local(to)) + 1
  return {
    accountId: account.id,
    accountName: accountView(account).name,
    month: monthOf(local(reached)),
    fromMonth: monthOf(local(from)),
    toMonth: monthOf(local(to)),
    monthsDone: done ? monthsTotal : monthsBetween(local(reached), local(to)),
    monthsTotal,
    trades,
    settling: isSettling(account),
    done,
  }
}

/** Of a local instant. */
function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7)
}

function monthsBetween(from: Date, to: Date): number {
  return (
    (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + (to.getUTCMonth() - from.getUTCMonth())
  )
}

function later(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b
  return a > b ? a : b
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b
}
