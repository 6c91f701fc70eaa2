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

const NOTHING: Told = { used: 0, total: ZERO }

export const NO_COSTS: CostSums = {
  trades: 0,
  gross: { ...NOTHING, costs: ZERO },
  commission: NOTHING,
  swap: NOTHING,
  lots: NOTHING,
  costedLots: { ...NOTHING, costs: ZERO },
}

export function addCostSums(a: CostSums, b: CostSums): CostSums {
  const costed = (name: 'gross' | 'costedLots') => ({
    ...addTold(a[name], b[name]),
    costs: a[name].costs.plus(b[name].costs),
  })
  return {
    trades: a.trades + b.trades,
    gross: costed('gross'),
    commission: addTold(a.commission, b.commission),
    swap: addTold(a.swap, b.swap),
    lots: addTold(a.lots, b.lots),
    costedLots: costed('costedLots'),
  }
}

function addTold(a: Told, b: Told): Told {
  return { used: a.used + b.used, total: a.total.plus(b.total) }
}

function told(amounts: (Dec | null)[]): Told {
  const known = amounts.filter((amount) => amount !== null)
  return { used: known.length, total: known.reduce((total, each) => total.plus(each), ZERO) }
}

function totalOf(costed: { costs: Dec }[]): Dec {
  return costed.reduce((total, { costs }) => total.plus(costs), ZERO)
}
