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

export type TradeListView = {
  rows: TradeRowView[]
  total: number
  page: number
  pageSize: number
  /** One entry per currency: currencies are never added together. */
  totals: { currency: string; trades: number; net: MoneyView }[]
}

/** What the filter bar can offer. */
export type JournalFiltersView = {
  /** `formerIds`: of file accounts that became part of it, for addresses that still carry them. */
  accounts: { id: string; formerIds: string[]; name: string; simulated: boolean; sample: boolean }[]
  symbols: string[]
}
