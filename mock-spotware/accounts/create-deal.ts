import type { Market } from '@/mock-spotware/market/market'
import { wireRate } from './charges'
import type { Fill } from './instruction'
import type { AccountProfile, Deal } from './records'

/** Time a single execution takes at the liquidity provider. */
const EXECUTION_MS = 35

/** The deal of a fill, before anybody looked at what it costs and closes. */
export function createDeal(
  ids: Pick<Deal, 'dealId' | 'positionId'>,
  fill: Fill,
  market: Market,
  account: AccountProfile,
): Deal {
  const { symbol, order, at } = fill
  const isWhole = order.status === 'FILLED'
  return {
    dealId: ids.dealId,
    orderId: order.orderId,
    positionId: ids.positionId,
    symbol,
    side: fill.side,
    status: isWhole ? 'FILLED' : 'PARTIALLY_FILLED',
    volume: isWhole ? fill.filledVolume : fill.volume,
    filledVolume: fill.filledVolume,
    createdAt: at - EXECUTION_MS,
    executedAt: at,
    price: fill.price,
    commission: 0n,
    baseToUsdRate: wireRate(market, symbol.base, 'USD', at),
    baseToDepositRate: wireRate(market, symbol.base, account.currency, at),
  }
}
