import type { Dec } from './decimal'

/**
 * R: the net as a multiple of what was at stake, costs included, as the trader typed it in.
 * @returns null without a risk above zero: nothing is divided by what nobody said
 */
export function riskMultiple(net: Dec, risk: Dec | null): Dec | null {
  return risk?.greaterThan(0) ? net.dividedBy(risk) : null
}
