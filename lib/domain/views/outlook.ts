import type { SimulatedBand } from '@/lib/domain/statistics/simulate'
import type { FigureView } from './figure'

export type CurrencyOutlook = {
  currency: string
  digits: number
  figures: Record<'simulatedLow' | 'simulatedMedian' | 'simulatedHigh' | 'riskOfRuin', FigureView>
  /** Empty where there is no simulation; the figures say why. */
  bands: SimulatedBand[]
  /** Share of the paths that had lost this share of the balance at some time. */
  ruin: { loss: string; chance: string }[]
  /** Where the balance comes from that results are divided by. */
  balance: 'known' | 'typed' | 'not-known'
}

export type OutlookView = {
  currencies: CurrencyOutlook[]
  /** Days simulated, and the loss of the balance that is called ruin. */
  days: number
  ruin: string
  hasTrades: boolean
}
