import type { FigureView } from './figure'

/** Figures of one currency, under the headings of a page. */
export type CurrencyFigureGroups = {
  currency: string
  digits: number
  trades: number
  figures: Record<string, FigureView>
}

export type FiguresReportView = {
  basis: 'net' | 'gross'
  currencies: CurrencyFigureGroups[]
  hasTrades: boolean
}
