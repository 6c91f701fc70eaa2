import type { TradingAccount } from '@/lib/db/generated/client'
import type { AccountView } from '@/lib/domain/views/account'

const TYPES: Record<string, AccountView['accountType']> = {
  HEDGED: 'hedged',
  NETTED: 'netted',
  SPREAD_BETTING: 'spread-betting',
}

export function accountView(account: TradingAccount): AccountView {
  const { environment, broker, login, accountType } = account
  const kind = environment === 'LIVE' ? 'Live' : 'Demo'
  return {
    id: account.id,
    name: account.name ?? `${kind} ${login ?? account.ctidTraderAccountId}`,
    source: account.source === 'CTRADER' ? 'ctrader' : 'file',
    environment: environment === null ? null : environment === 'LIVE' ? 'live' : 'demo',
    broker,
    login: login?.toString() ?? null,
    currency: account.currency,
    accountType: accountType ? (TYPES[accountType] ?? null) : null,
    connectionId: account.connectionId,
    followed: account.followedAt !== null,
    joinsId: account.joinsId,
  }
}
