import type { FigureView } from './figure'
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

/** Money paid in (positive) or taken out on a day. */
export type MoneyMove = { day: string; amount: string }

export type CurveDay = { day: string; net: string; cumulative: string; trades: number }

export const DASHBOARD_FIGURES = [
  'profit',
  'winRate',
  'breakEvenWinRate',
  'profitFactor',
  'expectancy',
  'payoff',
  'averageWin',
  'averageLoss',
  'averageDay',
  'dayWinRate',
  'longestWinningDays',
  'longestLosingDays',
  'currentDays',
  'maxDayDrawdown',
  'maxDayDrawdownShare',
  'longestDayDrawdown',
  'costShare',
] as const

export type DashboardFigures = Record<(typeof DASHBOARD_FIGURES)[number], FigureView>

/** Figures of closed trades in one currency. Definitions: `lib/domain/statistics`. */
export type CurrencyFigures = {
  currency: string
  digits: number
  trades: number
  wins: number
  losses: number
  scratches: number
  figures: DashboardFigures
  curve: CurveDay[]
  /** Deposits and withdrawals of the period: they are no part of the curve, which is of results alone. */
  moves: MoneyMove[]
  /** Net less gross, of the trades that tell their gross. */
  costs: MoneyView
  /** Positions partly closed: their realised part is not in the figures. */
  leftOut: { openPositions: number; realised: MoneyView }
}

export type DashboardView = {
  /** Which result of a trade counts: after costs or before. */
  basis: 'net' | 'gross'
  currencies: CurrencyFigures[]
  reconciliation: ReconciliationView[]
  /** IANA zone whose calendar days the curve uses. */
  timeZone: string
  freshness: { tradesUpTo: string | null; nextCheckAt: string | null; syncing: boolean }
  hasConnections: boolean
  hasTrades: boolean
}
