import type { Database } from '@/lib/db/client'
import { Dec } from '@/lib/domain/decimal'
import type { Ledger } from './journal-stack'

/** The closed trades of an account, in a form that compares with `ledgerTrades`. */
export async function journalTrades(db: Database, account: { userId: string; ctid: number }) {
  const trades = await db.trade.findMany({
    where: {
      userId: account.userId,
      closed: true,
      account: { ctidTraderAccountId: account.ctid },
    },
    orderBy: [{ closedAt: 'asc' }, { positionId: 'asc' }, { openedAt: 'asc' }],
  })
  return trades.map((trade) => ({
    positionId: String(trade.positionId),
    symbol: trade.symbol,
    direction: trade.direction === 'LONG' ? 'BUY' : 'SELL',
    openedAt: trade.openedAt?.toISOString(),
    closedAt: trade.closedAt.toISOString(),
    net: new Dec(trade.net.toString()).toFixed(2),
    lots: new Dec(trade.quantity.toString()).toFixed(2),
  }))
}

/** What the provider knows of the account's closed positions. */
export function ledgerTrades({ positions }: Ledger) {
  return positions
    .map(({ sequence, ...position }) => ({
      ...position,
      net: new Dec(position.net).toFixed(2),
      lots: new Dec(position.lots).toFixed(2),
    }))
    .sort(
      (a, b) =>
        a.closedAt.localeCompare(b.closedAt) ||
        Number(a.positionId) - Number(b.positionId) ||
        a.openedAt.localeCompare(b.openedAt),
    )
}

/** The cash operations of an account, in a form that compares with `ledgerCash`. */
export async function journalCash(db: Database, account: { userId: string; ctid: number }) {
  const flows = await db.cashFlow.findMany({
    where: { account: { userId: account.userId, ctidTraderAccountId: account.ctid } },
    orderBy: { balanceHistoryId: 'asc' },
  })
  return flows.map(({ balanceHistoryId, delta }) => ({
    balanceHistoryId: String(balanceHistoryId),
    delta: new Dec(delta.toString()).toFixed(2),
  }))
}

export function ledgerCash({ cashFlows }: Ledger) {
  return cashFlows
    .map(({ balanceHistoryId, delta }) => ({
      balanceHistoryId,
      delta: new Dec(delta).toFixed(2),
    }))
    .sort((a, b) => Number(a.balanceHistoryId) - Number(b.balanceHistoryId))
}
