import type { MoneyView } from '@/lib/domain/views/money'

/** Decimals a currency is shown with when its account does not say. */
const USUAL_DIGITS = 2

export function moneyView(
  amount: { toString(): string },
  currency: string,
  digits: number = USUAL_DIGITS,
): MoneyView {
  return { amount: amount.toString(), currency, digits }
}
