import { Dec } from '@/lib/domain/decimal'
import { largest, quantile } from './moments'
import { SEED, seededRandom } from './seeded-random'

const LARGEST_EXACT = Number.MAX_SAFE_INTEGER

/** How often a sample is drawn anew. */
export const RESAMPLES = 2000

/**
 * What is drawn: a trade, or all trades of a day at once, which keeps together what happened
 * together. An interval comes from at least twenty of them.
 */
export type Draw = { trades: number; result: Dec }

/**
 * 95 % interval of the mean result of a trade, by the percentile method: as many are drawn with
 * replacement as there are, 2000 times. The draws add whole numbers of the smallest amount, so sums
 * are exact.
 *
 * @param draws at least one
 */
export function bootstrapMean(draws: Draw[]): { low: Dec; high: Dec } {
  const scale = amountScale(draws.map(({ result }) => result))
  const results = Float64Array.from(draws, ({ result }) => toUnits(result, scale))
  const trades = Float64Array.from(draws, (draw) => draw.trades)
  const random = seededRandom(SEED)
  const means = new Float64Array(RESAMPLES)
  for (let resample = 0; resample < RESAMPLES; resample++) {
    let total = 0
    let count = 0
    for (let drawn = 0; drawn < results.length; drawn++) {
      const index = Math.floor(random() * results.length)
      total += results[index] as number
      count += trades[index] as number
    }
    means[resample] = total / count
  }
  means.sort()
  const meanAt = (share: number) => new Dec(quantile(means, share)).dividedBy(scale)
  return { low: meanAt(0.025), high: meanAt(0.975) }
}

/** How many of the smallest amounts make one: with fewer decimals where no sum of draws could be exact. */
export function amountScale(amounts: Dec[]): Dec {
  const most = largest([new Dec(1), ...amounts.map((amount) => amount.abs())])
  const room = new Dec(LARGEST_EXACT).dividedBy(most.times(Math.max(1, amounts.length)))
  const wanted = amounts.reduce((places, amount) => Math.max(places, amount.decimalPlaces()), 0)
  return new Dec(10).pow(Math.min(wanted, Math.floor(Dec.log10(room).toNumber())))
}

/** Whole numbers of the smallest amount. */
export function toUnits(amount: Dec, scale: Dec): number {
  return amount.times(scale).round().toNumber()
}
