import type { Decimal } from 'decimal.js'
import type { DealField } from './header-dictionary'
import type { ImportedDeal, ProblemCode } from './types'

const ROUNDING = '0.02'

export type RowFinding = { field: DealField; code: ProblemCode; level: 'error' | 'warning' }

/** What a row says against itself. */
export function checkRow(deal: ImportedDeal): RowFinding[] {
  const findings: RowFinding[] = []
  if (deal.openedAt && deal.openedAt > deal.closedAt) {
    findings.push({ field: 'closedAt', code: 'closed-before-opened', level: 'error' })
  }
  const { gross, swap, commission, net } = deal
  if (gross && swap && commission) {
    const difference = gross.plus(swap).plus(commission).minus(net).abs()
    if (difference.gt(ROUNDING)) {
      findings.push({ field: 'net', code: 'net-does-not-add-up', level: 'warning' })
    }
  }
  if (resultAgainstPrice(deal)) {
    findings.push({ field: 'net', code: 'result-against-price', level: 'warning' })
  }
  return findings
}

/** How far the price went in favour of the position; zero when it did not move. */
export function priceMove(deal: ImportedDeal): Decimal {
  const rise = deal.exitPrice.minus(deal.entryPrice)
  return deal.direction === 'LONG' ? rise : rise.negated()
}

/**
 * Gross tells exactly. Without it a loss on a favourable move may be costs, so net only speaks when
 * the costs are known, or when it gains although the price lost.
 */
export function resultAgainstPrice(deal: ImportedDeal): boolean {
  const move = priceMove(deal)
  if (move.isZero()) return false
  const { gross, swap, commission, net } = deal
  const beforeCosts = gross ?? (swap && commission ? net.minus(swap).minus(commission) : null)
  if (beforeCosts) {
    if (beforeCosts.abs().lte(ROUNDING)) return false
    return beforeCosts.isPositive() !== move.isPositive()
  }
  return move.isNegative() && net.gt(ROUNDING)
}
