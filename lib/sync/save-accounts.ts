import { recordEvent } from '@/lib/connections/record-event'
import type { Transaction } from '@/lib/db/client'
import type { TradingAccount } from '@/lib/db/generated/client'
import { accountView } from '@/lib/journal/account-view'
import type { ListedAccount } from './list-accounts'

/**
 * Keeps the accounts of a connection as cTrader lists them now. New ones wait to be chosen; one that
 * is not listed any more is marked and keeps its trades.
 *
 * @returns ids of followed accounts in which something happened since they were listed last, and how
 *   many were not listed before
 */
export async function saveAccounts(
  tx: Transaction,
  connection: { id: string; userId: string },
  listed: ListedAccount[],
  now: Date,
): Promise<{ changed: Set<string>; added: number }> {
  const before = await tx.tradingAccount.findMany({ where: { connectionId: connection.id } })
  const known = new Map(before.map((account) => [account.ctidTraderAccountId, account]))
  const changed = new Set<string>()
  let added = 0
  for (const { ctidTraderAccountId, ...facts } of listed) {
    const account = known.get(ctidTraderAccountId)
    known.delete(ctidTraderAccountId)
    if (!account) {
      added += 1
      if (await adopt(tx, connection, { ctidTraderAccountId, ...facts })) continue
      await tx.tradingAccount.create({
        data: {
          ...facts,
          ctidTraderAccountId,
          userId: connection.userId,
          connectionId: connection.id,
          source: 'CTRADER',
        },
      })
      continue
    }
    const moved =
      !sameInstant(account.lastClosingDealAt, facts.lastClosingDealAt) ||
      !sameInstant(account.lastBalanceUpdateAt, facts.lastBalanceUpdateAt)
    const wasAway = account.missingSince !== null || account.backfilledAt === null
    if (account.followedAt && (moved || wasAway)) changed.add(account.id)
    if (moved || account.missingSince)
      await tx.tradingAccount.update({
        where: { id: account.id },
        data: { ...facts, missingSince: null, archivedAt: null },
      })
    if (account.missingSince) await announce(tx, 'account-back', account)
  }
  const missing = [...known.values()].filter(({ missingSince }) => missingSince === null)
  if (missing.length > 0)
    await tx.tradingAccount.updateMany({
      where: { id: { in: missing.map(({ id }) => id) } },
      data: { missingSince: now },
    })
  for (const account of missing) await announce(tx, 'account-gone', account)
  return { changed, added }
}

/**
 * An account that a journal archive brought belongs to no connection. Listed by one, it is that account
 * with all it holds, and waits to be chosen like the others.
 */
async function adopt(
  tx: Transaction,
  connection: { id: string; userId: string },
  listed: ListedAccount,
): Promise<boolean> {
  const { ctidTraderAccountId, environment, login, broker } = listed
  const account = await tx.tradingAccount.findFirst({
    where: {
      userId: connection.userId,
      source: 'CTRADER',
      connectionId: null,
      ctidTraderAccountId,
      environment,
      login,
      broker,
    },
  })
  if (!account) return false
  await tx.tradingAccount.update({
    where: { id: account.id },
    data: { ...listed, connectionId: connection.id, followedAt: null },
  })
  const trades = await tx.trade.count({ where: { accountId: account.id } })
  await recordEvent(tx, {
    connectionId: connection.id,
    kind: 'account-adopted',
    actor: 'provider',
    detail: { account: accountView(account).name, trades },
  })
  return true
}

/** Accounts outside the journal come and go without a word. */
async function announce(
  tx: Transaction,
  kind: 'account-gone' | 'account-back',
  account: TradingAccount,
): Promise<void> {
  if (!account.followedAt || !account.connectionId) return
  await recordEvent(tx, {
    connectionId: account.connectionId,
    kind,
    actor: 'provider',
    detail: { account: accountView(account).name },
  })
}

function sameInstant(a: Date | null, b: Date | null): boolean {
  return a?.getTime() === b?.getTime()
}
