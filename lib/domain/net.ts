import { Dec } from './decimal'

/** The broker's amounts of one closing deal, signed as booked, in the account's currency. */
export type ClosingAmounts = {
  gross: Dec
  swap: Dec
  commission: Dec
  /** Charged when the quote asset differs from the deposit asset; cTrader tells it without a sign. */
  conversionFee: Dec | null
}

/**
 * Net profit of a closing deal: the one place where it is computed.
 *
 * cTrader's `closePositionDetail.commission` holds the opening share and the closing side for the
 * closed volume, so opening deals add nothing of their own (Open API notes §8.1). Whether that
 * reading is right is checked against every balance the provider reports (`balance-chain.ts`).
 */
export function netProfit({ gross, swap, commission, conversionFee }: ClosingAmounts): Dec {
  return gross
    .plus(swap)
    .plus(commission)
    .minus((conversionFee ?? new Dec(0)).abs())
}
