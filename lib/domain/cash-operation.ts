import type { Dec } from './decimal'

/** A change of the balance that is no deal: a deposit, a withdrawal, a charge. */
export type CashOperation = {
  balanceHistoryId: bigint
  /** Name of ProtoOAChangeBalanceType. */
  operation: string
  delta: Dec
  balanceAfter: Dec
  balanceVersion: bigint | null
  at: Date
  note: string | null
}

/** Money the trader moved, and everything else that changes a balance without being in a deal. */
export type CashOperationGroup = 'deposit' | 'withdrawal' | 'other'

const MOVED: Record<string, Exclude<CashOperationGroup, 'other'>> = {
  BALANCE_DEPOSIT: 'deposit',
  BALANCE_DEPOSIT_TRANSFER: 'deposit',
  BALANCE_DEPOSIT_TO_SUBACCOUNT: 'deposit',
  BALANCE_DEPOSIT_FROM_SUBACCOUNT: 'deposit',
  BALANCE_WITHDRAW: 'withdrawal',
  BALANCE_WITHDRAW_TRANSFER: 'withdrawal',
  BALANCE_WITHDRAW_FOR_SUBACCOUNT: 'withdrawal',
  BALANCE_WITHDRAW_FROM_SUBACCOUNT: 'withdrawal',
}

/** The names of money the trader moved. */
export const MOVED_OPERATIONS = Object.keys(MOVED)

/** Of the names of ProtoOAChangeBalanceType (Open API notes §7), those that need words of their own. */
const WORDS: Record<string, string> = {
  BALANCE_DEPOSIT: 'Deposit',
  BALANCE_WITHDRAW: 'Withdrawal',
  BALANCE_DEPOSIT_TRANSFER: 'Transfer in',
  BALANCE_WITHDRAW_TRANSFER: 'Transfer out',
  BALANCE_DEPOSIT_DIVIDENDS: 'Dividend received',
  BALANCE_WITHDRAW_DIVIDENDS: 'Dividend paid',
  BALANCE_WITHDRAW_ROLLOVER: 'Fee for holding overnight',
  BALANCE_DEPOSIT_SWAP: 'Swap received',
  BALANCE_WITHDRAW_SWAP: 'Swap paid',
  BALANCE_WITHDRAW_GSL_CHARGE: 'Guaranteed stop loss charge',
  BALANCE_WITHDRAW_INACTIVITY_FEE: 'Inactivity fee',
  BALANCE_DEPOSIT_REBATE: 'Rebate',
  BALANCE_WITHDRAW_REBATE: 'Rebate taken back',
  BALANCE_DEPOSIT_NEGATIVE_BALANCE_PROTECTION: 'Negative balance set to zero by the broker',
  BALANCE_DEPOSIT_CONVERTED_BONUS: 'Bonus converted to cash',
}

export function cashOperationGroup(operation: string): CashOperationGroup {
  return MOVED[operation] ?? 'other'
}

/** In words. A kind we have no words for reads as cTrader names it. */
export function cashOperationWords(operation: string): string {
  const words = WORDS[operation]
  if (words) return words
  const plain = operation.replace(/^BALANCE_(DEPOSIT|WITHDRAW)_/, '').replaceAll('_', ' ')
  const direction = operation.startsWith('BALANCE_WITHDRAW') ? ' (charge)' : ' (credit)'
  const text = plain.charAt(0) + plain.slice(1).toLowerCase()
  return operation.startsWith('BALANCE_') ? text + direction : `Cash operation: ${text}`
}
