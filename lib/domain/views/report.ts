import type { MoneyView } from './money'

export const REPORT_GROUPINGS = [
  'symbol',
  'direction',
  'tag',
  'hour',
  'session',
  'holding',
  'size',
  'weekday',
  'month',
  'account',
] as const

/** The key of the trades that have no tag. */
export const NO_TAG = 'none'

/**
 * What trades are put together by. Days, weekdays and months are those of the closing, hours and
 * sessions those of the opening.
 */
export type ReportGrouping = (typeof REPORT_GROUPINGS)[number]

/** A decimal string, or why there is no value. Shares are 0..1. */
export type ReportFigure = { value: string; reason: null } | { value: null; reason: string }

export type ReportRow = {
  /**
   * The symbol, LONG or SHORT, 1 (Monday) to 7, YYYY-MM, the part of a slice
   * (lib/domain/statistics/slices), or the id of the account or tag.
   */
  key: string
  name: string
  trades: number
  wins: number
  losses: number
  scratches: number
  profit: MoneyView
  /** What commission, swap and fees took, signed, of the trades that tell them; null when none does. */
  costs: MoneyView | null
  winRate: ReportFigure
  /** Between these the true win rate lies with 95 % confidence. */
  winRateLow: ReportFigure
  winRateHigh: ReportFigure
  expectancy: ReportFigure
  payoff: ReportFigure
  profitFactor: ReportFigure
}

/** The groups of one currency and all trades together: currencies are never added. */
export type CurrencyReport = {
  currency: string
  rows: ReportRow[]
  total: ReportRow
  /** Closed trades without a gross, when the report is before costs. */
  leftOut: number
}

export type ReportColumn =
  | 'trades'
  | 'winRate'
  | 'profit'
  | 'expectancy'
  | 'payoff'
  | 'profitFactor'
  | 'costs'

export type ReportView = {
  grouping: ReportGrouping
  /** After costs or before them. */
  basis: 'net' | 'gross'
  currencies: CurrencyReport[]
  /** Name and definition of each figure, from the one place that defines them. */
  definitions: Record<ReportColumn, { name: string; words: string }>
  timeZone: string
  hasTrades: boolean
}
