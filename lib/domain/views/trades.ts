import type { MoneyView } from './money'
import type { TagView } from './notes'

export const TRADE_SORTS = ['closedAt', 'openedAt', 'symbol', 'lots', 'net', 'pips'] as const
export type TradeSort = (typeof TRADE_SORTS)[number]

export type TradeRowView = {
  id: string
  accountId: string
  accountName: string
  symbol: string
  direction: 'LONG' | 'SHORT'
  /** false while part of the position is still open; its realised part is listed already. */
  closed: boolean
  openedAt: string | null
  closedAt: string
  /** Closed volume in lots, or null when the symbol's lot size is unknown. */
  lots: string | null
  entryPrice: string
  exitPrice: string
  priceDigits: number
  /** In pips of the symbol, signed by profit; null when the pip position is unknown. */
  pips: string | null
  gross: MoneyView | null
  commission: MoneyView | null
  swap: MoneyView | null
  net: MoneyView
  closingDeals: number
  source: 'sync' | 'file' | 'both'
  tags: TagView[]
  rating: number | null
  /** The first words of what the trader wrote about it; null when nothing was written. */
  noteStart: string | null
}

/** A part of a list, in its order. */
export type TradePageView = {
  rows: TradeRowView[]
  /** To ask for what comes before and after these; null when nothing does. */
  before: string | null
  after: string | null
}

/** What all trades of a filter make in one currency: currencies are never added together. */
export type TradeTotals = {
  currency: string
  /** Closed trades; the counts of their outcomes and the net are theirs. */
  trades: number
  wins: number
  losses: number
  scratches: number
  winRate: { value: string; reason: null } | { value: null; reason: string }
  net: MoneyView
  /** Sums of those whose parts are known, with how many these are; null when none is. */
  parts: {
    trades: number
    gross: MoneyView
    commission: MoneyView
    swap: MoneyView
    conversionFee: MoneyView
  } | null
  /** Positions of which a part is still open, and what they realised so far; null without any. */
  partlyOpen: { trades: number; net: MoneyView } | null
}

export type TradeListView = TradePageView & {
  /** Rows of the whole list, partly open positions included. */
  total: number
  /** By currency, the one with most trades first. */
  totals: TradeTotals[]
}

/** What the filter bar can offer. */
export type JournalFiltersView = {
  /** `formerIds`: of file accounts that became part of it, for addresses that still carry them. */
  accounts: { id: string; formerIds: string[]; name: string; simulated: boolean; sample: boolean }[]
  symbols: string[]
}
