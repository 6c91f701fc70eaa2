import type { FigureView } from './figure'

export type ComparedFigure = {
  a: FigureView
  b: FigureView
  /** The second less the first, a decimal string; null where one has no value. */
  difference: string | null
  /**
   * Where the true difference lies with 95 % confidence, decimal strings; or why that is not known.
   * null for figures of which nobody asks.
   */
  interval: { low: string; high: string } | { none: string } | null
}

export type CurrencyComparison = {
  currency: string
  digits: number
  /** What was drawn for the intervals. */
  drawn: 'trades' | 'days'
  figures: ComparedFigure[]
}

export type CompareView = {
  basis: 'net' | 'gross'
  currencies: CurrencyComparison[]
  /** Whether a trade can be on both sides. */
  overlap: boolean
  hasTrades: boolean
}
