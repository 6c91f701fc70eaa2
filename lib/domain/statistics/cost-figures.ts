import type { CostSums, Told } from './cost-sums'
import { type Answer, costFigure, type LeftOut } from './figure'
import { NO_TRADES, WITHOUT_COMMISSION, WITHOUT_GROSS, WITHOUT_LOTS, WITHOUT_SWAP } from './reasons'

const group = 'costs' as const
/** From here on a cost share says more about the small gross result than about costs. */
const LARGEST_SHARE = 10

export const COST_FIGURES = [
  costFigure({
    id: 'gross',
    name: 'Gross result',
    words: 'What price moves alone brought, before commission, swap and fees.',
    source: 'Σ gross',
    unit: 'money',
    group,
    answer: ({ trades, gross }) => summed(trades, gross, WITHOUT_GROSS),
  }),
  costFigure({
    id: 'costs',
    name: 'Costs',
    words: 'What lies between gross and net: commission, swap and fees together. Negative is paid.',
    source: 'Σ (net − gross)',
    unit: 'money',
    group,
    answer: ({ trades, gross: { used, costs } }) =>
      summed(trades, { used, total: costs }, WITHOUT_GROSS),
  }),
  costFigure({
    id: 'commission',
    name: 'Commission',
    words: 'Commission of all trades, as booked. Negative is paid.',
    source: 'Σ commission',
    unit: 'money',
    group,
    answer: ({ trades, commission }) => summed(trades, commission, WITHOUT_COMMISSION),
  }),
  costFigure({
    id: 'swap',
    name: 'Swap',
    words: 'Interest for holding overnight, as booked. Negative is paid.',
    source: 'Σ swap',
    unit: 'money',
    group,
    answer: ({ trades, swap }) => summed(trades, swap, WITHOUT_SWAP),
  }),
  costFigure({
    id: 'costShare',
    name: 'Cost share',
    words:
      'Costs compared with the gross result. Not shown when the gross result is next to nothing.',
    source: '|Σ (net − gross)| / |Σ gross|, up to 10',
    unit: 'percent',
    group,
    answer: ({ trades, gross: { used, total, costs } }: Pick<CostSums, 'trades' | 'gross'>) => ({
      ...outOf(trades, used, WITHOUT_GROSS),
      answer:
        used === 0
          ? { none: trades === 0 ? NO_TRADES : sentence(WITHOUT_GROSS) }
          : total.isZero() || costs.abs().gt(total.abs().times(LARGEST_SHARE))
            ? { none: 'Gross result too close to zero' }
            : costs.abs().dividedBy(total.abs()),
    }),
  }),
  costFigure({
    id: 'lots',
    name: 'Volume',
    words: 'Closed lots of all trades. What a lot is differs by symbol and broker.',
    source: 'Σ lots',
    unit: 'ratio',
    group,
    answer: ({ trades, lots }) => summed(trades, lots, WITHOUT_LOTS),
  }),
  costFigure({
    id: 'costPerLot',
    name: 'Costs per lot',
    words: 'Commission, swap and fees for each lot traded. Negative is paid.',
    source: 'Σ (net − gross) / Σ lots',
    unit: 'money',
    group,
    answer: ({ trades, gross, costedLots: { used, total, costs } }) => ({
      used,
      leftOut: [
        { count: trades - gross.used, why: WITHOUT_GROSS },
        { count: gross.used - used, why: WITHOUT_LOTS },
      ],
      answer: total.isZero() ? { none: noLots(trades, gross.used) } : costs.dividedBy(total),
    }),
  }),
] as const

function noLots(trades: number, costed: number): string {
  if (trades === 0) return NO_TRADES
  return sentence(costed === 0 ? WITHOUT_GROSS : WITHOUT_LOTS)
}

/** One amount per trade, added up; trades without it are left out. */
function summed(
  trades: number,
  { used, total }: Told,
  why: string,
): { answer: Answer; used: number; leftOut: LeftOut[] } {
  return {
    ...outOf(trades, used, why),
    answer: used === 0 && trades > 0 ? { none: sentence(why) } : total,
  }
}

function outOf(trades: number, used: number, why: string): { used: number; leftOut: LeftOut[] } {
  return { used, leftOut: [{ count: trades - used, why }] }
}

function sentence(why: string): string {
  return why.charAt(0).toUpperCase() + why.slice(1)
}
