import { expect, test } from 'vitest'
import { cashOperationGroup, cashOperationWords } from './cash-operation'

test.each([
  ['BALANCE_DEPOSIT', 'deposit', 'Deposit'],
  ['BALANCE_WITHDRAW', 'withdrawal', 'Withdrawal'],
  ['BALANCE_WITHDRAW_TRANSFER', 'withdrawal', 'Transfer out'],
  ['BALANCE_WITHDRAW_ROLLOVER', 'other', 'Fee for holding overnight'],
  ['BALANCE_DEPOSIT_IB_COMMISSIONS', 'other', 'Ib commissions (credit)'],
  ['BALANCE_WITHDRAW_COPY_FEE', 'other', 'Copy fee (charge)'],
  ['OPERATION_77', 'other', 'Cash operation: Operation 77'],
])('%s is a %s: "%s"', (operation, group, words) => {
  expect(cashOperationGroup(operation)).toBe(group)
  expect(cashOperationWords(operation)).toBe(words)
})
