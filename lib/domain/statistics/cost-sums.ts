import { type Dec, ZERO } from '@/lib/domain/decimal'
import type { ClosedTrade } from './closed-trade'

/** An amount added up over the trades that tell it, and how many those are. */
export type Told = { used: number; total: Dec }

/** What costs are made of, of closed trades of one currency. Sums of parts add up to those of the whole. */
export type CostSums = {
  trades: number
  /** Of the trades that tell their gross; `costs` is net less gross of the same ones. */
  gross: Told & { costs: Dec }
  commission: Told
  swap: Told
  lots: Told
  /** Of the trades that tell both gross and lots: `total` is their lots. */
  costedLots: Told & { costs: Dec }
}

export function costSumsOf(trades: ClosedTrade[]): CostSums {
  const costed = trades.flatMap(({ net, gross, lots }) =>
    gross === null ? [] : { gross, lots, costs: net.minus(gross) },
  )
  const sized = costed.flatMap(({ lots, costs }) => (lots === null ? [] : { lots, costs }))
  return {
    trades: trades.length,
    gross: { ...told(costed.map(({ gross }) => gross)), costs: totalOf(costed) },
    commission: told(trades.map(({ commission }) => commission)),
    swap: told(trades.map(({ swap }) => swap)),
    lots: told(trades.map(({ lots }) => lots)),
    costedLots: { ...told(sized.map(({ lots }) => lots)), costs: totalOf(sized) },
  }
}

function told(amounts: (Dec | null)[]): Told {
  const known = amounts.filter((amount) => amount !== null)
  return { used: known.length, total: known.reduce((total, each) => total.plus(each), ZERO) }
}

function totalOf(costed: { costs: Dec }[]): Dec {
  return costed.reduce((total, { costs }) => total.plus(costs), ZERO)
}
