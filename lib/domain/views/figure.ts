import type { FigureUnit, LeftOut } from '@/lib/domain/statistics/figure'

/** A figure with its own words: what it is, from how much it comes, what was left out and why. */
export type FigureView = {
  id: string
  name: string
  /** The definition in plain English. */
  words: string
  /** The formula. */
  source: string
  unit: FigureUnit
  countedIn: 'trades' | 'days'
  used: number
  leftOut: LeftOut[]
  /** A decimal string; null where there is none, and then `reason` says why. */
  value: string | null
  reason: string | null
}
