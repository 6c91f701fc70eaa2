import { ENUMS, type Message } from '@/lib/ctrader/schema'
import type { OpenApiSession } from '@/lib/ctrader/session'
import type { Environment } from '@/lib/db/generated/client'

export type ListedAccount = {
  ctidTraderAccountId: bigint
  environment: Environment
  login: bigint | null
  broker: string | null
  lastClosingDealAt: Date | null
  lastBalanceUpdateAt: Date | null
}

/** The accounts a grant covers, live and demo together, and what the grant may do. */
export async function listAccounts(
  session: OpenApiSession,
  accessToken: string,
): Promise<{ scope: 'accounts' | 'trading'; accounts: ListedAccount[] }> {
  const answer = await session.request('GetAccountListByAccessTokenReq', { accessToken })
  const mayTrade = answer.permissionScope === ENUMS.PermissionScope.SCOPE_TRADE
  return {
    scope: mayTrade ? 'trading' : 'accounts',
    accounts: answer.ctidTraderAccount.map(toListedAccount),
  }
}

function toListedAccount(wire: Message<'CtidTraderAccount'>): ListedAccount {
  return {
    ctidTraderAccountId: wire.ctidTraderAccountId,
    environment: wire.isLive ? 'LIVE' : 'DEMO',
    login: wire.traderLogin ?? null,
    broker: wire.brokerTitleShort ?? null,
    lastClosingDealAt: at(wire.lastClosingDealTimestamp),
    lastBalanceUpdateAt: at(wire.lastBalanceUpdateTimestamp),
  }
}

function at(timestamp: bigint | undefined): Date | null {
  return timestamp ? new Date(Number(timestamp)) : null
}
