import type { AccountBook } from '@/mock-spotware/accounts/account-book'
import type { AccountProfile } from '@/mock-spotware/accounts/records'
import type { BrokerSymbol } from '@/mock-spotware/market/broker'
import type { Market } from '@/mock-spotware/market/market'

const MAX_LOTS = 40n

/** Volume with which `stopDistance` costs that share of the balance, on the symbol's step. */
export function positionSize(
  market: Market,
  account: AccountProfile,
  book: AccountBook,
  symbol: BrokerSymbol,
  { risk, stopDistance, at }: { risk: number; stopDistance: number; at: number },
): bigint {
  const balance = Number(book.balance) / 10 ** account.moneyDigits
  const lossPerUnit = stopDistance * market.conversionRate(symbol.quote, account.currency, at)
  const cents = BigInt(Math.max(0, Math.round(((balance * risk) / lossPerUnit) * 100)))
  const capped = cents > MAX_LOTS * symbol.lotSize ? MAX_LOTS * symbol.lotSize : cents
  return roundToStep(capped, symbol)
}

/** Rounds a volume down to the symbol's step, but never to nothing. */
export function roundToStep(volume: bigint, symbol: BrokerSymbol): bigint {
  const steps = volume / symbol.stepVolume
  return (steps > 0n ? steps : 1n) * symbol.stepVolume
}

/** A part of a volume on the symbol's step, leaving at least one step of both parts. */
export function partOf(volume: bigint, share: number, symbol: BrokerSymbol): bigint | undefined {
  const steps = Number(volume / symbol.stepVolume)
  if (steps < 2) return undefined
  const part = Math.min(steps - 1, Math.max(1, Math.round(steps * share)))
  return BigInt(part) * symbol.stepVolume
}
