import type { TradingAccount } from '@/lib/db/generated/client'
import type { AccountView } from '@/lib/domain/views/account'

const TYPES: Record<string, AccountView['accountType']> = {
  HEDGED: 'hedged',
  NETTED: 'netted',
  SPREAD_BETTING: 'spread-betting',
}

/** A simulated account, other than the sample, says so in its name, wherever it is named. */
export function accountView(account: TradingAccount): AccountView {
  const { environment, broker, login, accountType } = account
  const kind = environment === 'LIVE' ? 'Live' : 'Demo'
  const name = account.name ?? `${kind} ${login ?? account.ctidTraderAccountId}`
  return {
    id: account.id,
    name: account.simulated && !account.sample ? `${name} (simulated)` : name,
    simulated: account.simulated,
    sample: account.sample,
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
