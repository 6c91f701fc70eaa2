import type { Queryable } from '@/lib/db/client'
import type { TradingAccount } from '@/lib/db/generated/client'
import type { ReconciliationView } from '@/lib/domain/views/dashboard'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from './account-view'
import { moneyView } from './money-view'
import { visibleAccount } from './visible-accounts'

/** How each account compares with the broker's balance; the comparison itself was made by the ledger. */
export async function reconciliation(
  db: Queryable,
  actor: Actor,
  accountId?: string,
): Promise<ReconciliationView[]> {
  const accounts = await db.tradingAccount.findMany({
    where: {
      ...visibleAccount(actor, accountId),
      OR: [
        { followedAt: { not: null } },
        { source: 'FILE', trades: { some: {} } },
        // Not followed any more: how it stood when it was read last.
        { reconciledAt: { not: null }, trades: { some: {} } },
      ],
    },
    orderBy: { createdAt: 'asc' },
  })
  return accounts.map((account) => {
    const { currency, moneyDigits, breakAt, breakAmount, reconciledAt, balance } = account
    return {
      accountId: account.id,
      accountName: accountView(account).name,
      status: statusOf(account),
      break:
        breakAt && breakAmount
          ? {
              at: breakAt.toISOString(),
              amount: moneyView(breakAmount.toFixed(), currency ?? '', moneyDigits),
            }
          : null,
      checkedAt: reconciledAt?.toISOString() ?? null,
      balance: balance ? moneyView(balance.toFixed(), currency ?? '', moneyDigits) : null,
    }
  })
}

function statusOf(account: TradingAccount): ReconciliationView['status'] {
  if (account.source === 'FILE') return 'file-only'
  if (!account.reconciledAt) return 'in-progress'
  return account.breakAt ? 'break' : 'reconciled'
}
