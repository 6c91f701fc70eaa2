import type { AccountView } from './account'
import type { ReconciliationView } from './dashboard'
import type { MoneyView } from './money'

/** One kind of thing that moved the balance, summed up. */
export type BalancePart = {
  /** "opening": what was there before the history that is here. */
  kind: 'opening' | 'trades' | 'deposits' | 'withdrawals' | 'other'
  /** Closing deals, or cash operations. */
  count: number
  amount: MoneyView
}

export type CashFlowView = {
  id: string
  at: string
  /** In words: "Deposit", "Fee for holding overnight". */
  kind: string
  note: string | null
  amount: MoneyView
  balanceAfter: MoneyView
}

/** How the balance of one account comes about. */
export type BalanceView = {
  account: AccountView
  /** Absent for an account that only files fill: they carry no balance. */
  reconciliation: ReconciliationView | null
  parts: BalancePart[]
  /** The sum of the parts. */
  explained: MoneyView
  /** Newest first. */
  cashFlows: CashFlowView[]
  total: number
  page: number
  pageSize: number
}
