import { type Dec, sum } from '@/lib/domain/decimal'
import type { ClosedTrade } from './closed-trade'
import { type Answer, type LeftOut, sampleFigure } from './figure'
import { NO_TRADES, WITHOUT_COMMISSION, WITHOUT_GROSS, WITHOUT_LOTS, WITHOUT_SWAP } from './reasons'
import type { Sample } from './sample'

const group = 'costs' as const
/** From here on a cost share says more about the small gross result than about costs. */
const LARGEST_SHARE = 10

export const COST_FIGURES = [
  sampleFigure({
    id: 'gross',
    name: 'Gross result',
    words: 'What price moves alone brought, before commission, swap and fees.',
    source: 'Σ gross',
    unit: 'money',
    group,
    answer: (sample) => summed(sample, ({ gross }) => gross, WITHOUT_GROSS),
  }),
  sampleFigure({
    id: 'costs',
    name: 'Costs',
    words: 'What lies between gross and net: commission, swap and fees together. Negative is paid.',
    source: 'Σ (net − gross)',
    unit: 'money',
    group,
    answer: (sample) => summed(sample, costOf, WITHOUT_GROSS),
  }),
  sampleFigure({
    id: 'commission',
    name: 'Commission',
    words: 'Commission of all trades, as booked. Negative is paid.',
    source: 'Σ commission',
    unit: 'money',
    group,
    answer: (sample) => summed(sample, ({ commission }) => commission, WITHOUT_COMMISSION),
  }),
  sampleFigure({
    id: 'swap',
    name: 'Swap',
    words: 'Interest for holding overnight, as booked. Negative is paid.',
    source: 'Σ swap',
    unit: 'money',
    group,
    answer: (sample) => summed(sample, ({ swap }) => swap, WITHOUT_SWAP),
  }),
  sampleFigure({
    id: 'costShare',
    name: 'Cost share',
    words:
      'Costs compared with the gross result. Not shown when the gross result is next to nothing.',
    source: '|Σ (net − gross)| / |Σ gross|, up to 10',
    unit: 'percent',
    group,
    answer: (sample) => {
      const known = sample.trades.filter(({ gross }) => gross !== null)
      const gross = sum(known.map((trade) => trade.gross as Dec)).abs()
      const costs = sum(known.map((trade) => costOf(trade) as Dec)).abs()
      return {
        used: known.length,
        leftOut: [{ count: sample.trades.length - known.length, why: WITHOUT_GROSS }],
        answer:
          known.length === 0
            ? { none: NO_TRADES }
            : gross.isZero() || costs.gt(gross.times(LARGEST_SHARE))
              ? { none: 'Gross result too close to zero' }
              : costs.dividedBy(gross),
      }
    },
  }),
  sampleFigure({
    id: 'lots',
    name: 'Volume',
    words: 'Closed lots of all trades. What a lot is differs by symbol and broker.',
    source: 'Σ lots',
    unit: 'ratio',
    group,
    answer: (sample) => summed(sample, ({ lots }) => lots, WITHOUT_LOTS),
  }),
  sampleFigure({
    id: 'costPerLot',
    name: 'Costs per lot',
    words: 'Commission, swap and fees for each lot traded. Negative is paid.',
    source: 'Σ (net − gross) / Σ lots',
    unit: 'money',
    group,
    answer: ({ trades }) => {
      const costed = trades.filter(({ gross }) => gross !== null)
      const known = costed.filter(({ lots }) => lots !== null)
      const lots = sum(known.map((trade) => trade.lots as Dec))
      return {
        used: known.length,
        leftOut: [
          { count: trades.length - costed.length, why: WITHOUT_GROSS },
          { count: costed.length - known.length, why: WITHOUT_LOTS },
        ],
        answer: lots.isZero()
          ? { none: NO_TRADES }
          : sum(known.map((trade) => costOf(trade) as Dec)).dividedBy(lots),
      }
    },
  }),
] as const

/** By what net differs from gross, the conversion fee included. */
function costOf({ net, gross }: ClosedTrade): Dec | null {
  return gross && net.minus(gross)
}

/** One amount per trade, added up; trades without it are left out. */
function summed(
  { trades }: Sample,
  amountOf: (trade: ClosedTrade) => Dec | null,
  why: string,
): { answer: Answer; used: number; leftOut: LeftOut[] } {
  const values = trades.map(amountOf).filter((value) => value !== null)
  const answer = values.length === 0 && trades.length > 0 ? { none: sentence(why) } : sum(values)
  return { answer, used: values.length, leftOut: [{ count: trades.length - values.length, why }] }
}

function sentence(why: string): string {
  return why.charAt(0).toUpperCase() + why.slice(1)
}
