import {
  absolute,
  formatMoney,
  MOST_MINOR_UNITS,
  parseDecimal,
} from '@/mock-spotware/accounts/money'
import type { AccountProfile } from '@/mock-spotware/accounts/records'

/** An amount of money in minor units, or in words why the account cannot have it. */
export function readAmount(
  text: string,
  { moneyDigits }: Pick<AccountProfile, 'moneyDigits'>,
): bigint | string {
  const amount = parseDecimal(text, moneyDigits)
  if (amount === undefined) return `must not have more than ${moneyDigits} decimal places`
  if (absolute(amount) <= MOST_MINOR_UNITS) return amount
  return `must not be larger than ${formatMoney(MOST_MINOR_UNITS, moneyDigits)}`
}
