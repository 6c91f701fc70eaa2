/** Why there is no value, in the words that stand in its place. */
export const NO_TRADES = 'No trades'
export const NO_WINS = 'No winning trades'
export const NO_LOSSES = 'No losing trades'
export const NONE_DECIDED = 'No trade won or lost'
export const NO_SCRATCHES = 'No break-even trades'
export const NO_DRAWDOWN = 'No drawdown'
export const NO_PROFIT = 'No profit to share out'
export const NO_BALANCE = 'Starting balance not known'

export function tooFew(needed: number, there: number, what: 'trades' | 'days'): string {
  return `Needs ${needed} ${what}; there ${there === 1 ? 'is' : 'are'} ${there}`
}

/** Why trades were left out of a figure. */
export const WITHOUT_GROSS = 'gross result not known'
export const WITHOUT_OPENING = 'opening time not known'
export const WITHOUT_RISK = 'initial risk not known'
export const WITHOUT_PLAN = 'no planned target'
export const WITHOUT_LOTS = 'lots not known'
export const WITHOUT_COMMISSION = 'commission not known'
export const WITHOUT_SWAP = 'swap not known'
export const WITHOUT_START = 'balance at the start of the day not positive'
