import { addsUp, compareExact, type Exact, toDouble } from './exact'
import type { DealField } from './headers/fields'
import type { ImportedDeal, ProblemCode } from './types'

const ROUNDING = 0.02

export type RowFinding = { field: DealField; code: ProblemCode; level: 'error' | 'warning' }

/** What a row says against itself. Costs no field of a deal holds are given beside it. */
export function checkRow(deal: ImportedDeal, otherCosts: Exact | null = null): RowFinding[] {
  const findings: RowFinding[] = []
  if (deal.openedAt && deal.openedAt > deal.closedAt) {
    findings.push({ field: 'closedAt', code: 'closed-before-opened', level: 'error' })
  }
  const { gross, swap, commission, net } = deal
  if (gross !== null && swap !== null && commission !== null) {
    const parts =
      otherCosts === null ? [gross, swap, commission] : [gross, swap, commission, otherCosts]
    if (!addsUp(net, parts, ROUNDING)) {
      findings.push({ field: 'net', code: 'net-does-not-add-up', level: 'warning' })
    }
  }
  if (resultAgainstPrice(deal)) {
    findings.push({ field: 'net', code: 'result-against-price', level: 'warning' })
  }
  return findings
}

/** Whether the price went in favour of the position: above zero, or against it: below. */
export function priceMove(deal: ImportedDeal): number {
  const rise = compareExact(deal.exitPrice, deal.entryPrice)
  return deal.direction === 'LONG' ? rise : -rise
}

/**
 * Gross tells exactly. Without it a loss on a favourable move may be costs, so net only speaks when
 * the costs are known, or when it gains although the price lost.
 */
function resultAgainstPrice(deal: ImportedDeal): boolean {
  const move = priceMove(deal)
  if (move === 0) return false
  const { gross, swap, commission, net } = deal
  if (gross !== null) return isAgainst(toDouble(gross), move)
  // Only a sign is asked for, and nothing near zero: doubles answer that.
  if (swap !== null && commission !== null) {
    return isAgainst(toDouble(net) - toDouble(swap) - toDouble(commission), move)
  }
  return move < 0 && toDouble(net) > ROUNDING
}

function isAgainst(result: number, move: number): boolean {
  return Math.abs(result) > ROUNDING && result > 0 !== move > 0
}
