import type { FigureView } from './figure'

export const COST_COLUMNS = [
  'gross',
  'costs',
  'commission',
  'swap',
  'costShare',
  'lots',
  'costPerLot',
] as const
export type CostColumn = (typeof COST_COLUMNS)[number]
export type CostFigureViews = Record<CostColumn, FigureView>

export type CurrencyCosts = {
  currency: string
  digits: number
  trades: number
  whole: CostFigureViews
  /** Symbol by symbol, those that cost most first. */
  symbols: { symbol: string; trades: number; figures: CostFigureViews }[]
}

export type CostsReportView = { currencies: CurrencyCosts[]; hasTrades: boolean }
