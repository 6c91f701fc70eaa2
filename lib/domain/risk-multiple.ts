import type { Dec } from './decimal'

/**
 * R: a result as a multiple of what was at stake (`lib/domain/statistics/r-figures`).
 * @returns null without a risk above zero: nothing is divided by what nobody said
 */
export function riskMultiple(result: Dec, risk: Dec | null): Dec | null {
  return risk?.greaterThan(0) ? result.dividedBy(risk) : null
}
