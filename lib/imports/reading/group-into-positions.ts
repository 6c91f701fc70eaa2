import type { ImportedDeal } from './types'

export type PositionGroup = {
  /** Equal for the closing deals of one position. */
  key: string
  /** True when only symbol, direction and entry price say so; two positions may share these. */
  inferred: boolean
}

/** The position each deal closed, in the order of the deals given. */
export function groupIntoPositions(deals: readonly ImportedDeal[]): PositionGroup[] {
  return deals.map((deal) => {
    if (deal.externalPositionId !== null) {
      return { key: `position|${deal.externalPositionId}`, inferred: false }
    }
    const figures = [deal.symbol.toUpperCase(), deal.direction, deal.entryPrice]
    if (deal.openedAt) {
      return { key: ['opened', ...figures, deal.openedAt.getTime()].join('|'), inferred: false }
    }
    return { key: ['entry', ...figures].join('|'), inferred: true }
  })
}
