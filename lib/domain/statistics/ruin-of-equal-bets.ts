/**
 * Chance to lose all units some time when each trade wins or loses exactly one of them:
 * ((1 − e) / (1 + e))^units with the edge e = 2p − 1, and certain without an edge. For any other
 * payoff there is the simulation.
 *
 * @param winRate of trades that won or lost, 0 to 1
 */
export function ruinOfEqualBets(winRate: number, units: number): number {
  return winRate <= 0.5 ? 1 : ((1 - winRate) / winRate) ** units
}
