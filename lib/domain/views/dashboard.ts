import type { MoneyView } from './money'

/** How the journal of one account compares with the broker's balance. */
export type ReconciliationView = {
  accountId: string
  accountName: string
  status: 'reconciled' | 'in-progress' | 'break' | 'file-only'
  /** Set when status is "break": where the chain of balances stops adding up. */
  break: { at: string; amount: MoneyView } | null
  checkedAt: string | null
  balance: MoneyView | null
}

export type CurveDay = { day: string; net: string; cumulative: string; trades: number }

/** Figures of closed trades in one currency. Definitions: `lib/domain/statistics`. */
export type CurrencyFigures = {
  currency: string
  digits: number
  netProfit: MoneyView
  trades: number
  wins: number
  losses: number
  scratches: number
  /** 0..1, or null when there is no trade. */
  winRate: string | null
  /** null when there is no trade; "infinite" when there is no losing trade. */
  profitFactor: string | 'infinite' | null
  curve: CurveDay[]
  /** Positions partly closed: their realised part is not in the figures. */
  leftOut: { openPositions: number; realised: MoneyView }
}

export type DashboardView = {
  currencies: CurrencyFigures[]
  reconciliation: ReconciliationView[]
  /** IANA zone whose calendar days the curve uses. */
  timeZone: string
  freshness: { tradesUpTo: string | null; nextCheckAt: string | null; syncing: boolean }
  hasConnections: boolean
  hasTrades: boolean
}
