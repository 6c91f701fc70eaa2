import type { OpenApiSession } from '@/lib/ctrader/session'
import type { TradingAccount } from '@/lib/db/generated/client'
import { readBalance } from './read-account-facts'

/**
 * Whether something was booked in an account that is not here yet. To be asked after its session was
 * closed: what happened meanwhile was told to nobody.
 */
export async function balanceMoved(
  session: OpenApiSession,
  account: Pick<TradingAccount, 'balance' | 'balanceVersion'> & { ctidTraderAccountId: bigint },
  accessToken: string,
): Promise<boolean> {
  const now = await readBalance(session, account.ctidTraderAccountId, accessToken)
  const isKnown =
    account.balanceVersion === now.balanceVersion && account.balance?.equals(now.balance)
  return !isKnown
}
