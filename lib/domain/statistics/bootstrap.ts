import { Dec } from '@/lib/domain/decimal'
import { largest, quantile } from './moments'
import { SEED, seededRandom } from './seeded-random'

const RESAMPLES = 2000
const LARGEST_EXACT = Number.MAX_SAFE_INTEGER

/**
 * 95 % interval of a mean, by the percentile method: as many values are drawn with replacement as
 * there are, 2000 times. The draws add whole numbers of the smallest amount, so sums are exact.
 */
export function bootstrapMean(values: Dec[]): { low: Dec; high: Dec } {
  const scale = new Dec(10).pow(exactDecimals(values))
  const units = Float64Array.from(values, (value) => value.times(scale).round().toNumber())
  const random = seededRandom(SEED)
  const sums = new Float64Array(RESAMPLES)
  for (let resample = 0; resample < RESAMPLES; resample++) {
    let total = 0
    for (let draw = 0; draw < units.length; draw++)
      total += units[Math.floor(random() * units.length)] as number
    sums[resample] = total
  }
  sums.sort()
  const meanAt = (share: number) =>
    new Dec(quantile(sums, share)).dividedBy(units.length).dividedBy(scale)
  return { low: meanAt(0.025), high: meanAt(0.975) }
}

/** The decimals of the amounts, or fewer when no sum of draws could be exact with all of them. */
function exactDecimals(values: Dec[]): number {
  const most = largest([new Dec(1), ...values.map((value) => value.abs())])
  const room = new Dec(LARGEST_EXACT).dividedBy(most.times(values.length))
  const wanted = values.reduce((places, value) => Math.max(places, value.decimalPlaces()), 0)
  return Math.min(wanted, Math.floor(Dec.log10(room).toNumber()))
}
