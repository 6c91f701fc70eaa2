import { quantile } from './moments'
import { SEED, seededRandom } from './seeded-random'

const PATHS = 2000
/** More than a chart can show: of longer simulations evenly spaced days, the last one always. */
const MOST_BANDS = 90
const BANDS = [0.05, 0.5, 0.95] as const

/** Growth of one unit after so many days: one path in twenty ended below `low`, one above `high`. */
export type SimulatedBand = { day: number; low: number; median: number; high: number }

export type Simulation = {
  bands: SimulatedBand[]
  /** Share of the paths that lost at least this share of the balance at some time. */
  chanceOfLoss: (loss: number) => number
}

/**
 * Futures made of past days: each path draws daily returns with replacement and compounds them. A
 * whole day is drawn at a time, so trades that belong together stay together; days do not.
 *
 * @param returns of days, at least one
 */
export function simulate(returns: number[], days: number): Simulation {
  const random = seededRandom(SEED)
  const ends = Array.from({ length: days }, () => new Float64Array(PATHS))
  const lowest = new Float64Array(PATHS)
  for (let path = 0; path < PATHS; path++) {
    let unit = 1
    let low = 1
    for (const atEnd of ends) {
      unit *= 1 + (returns[Math.floor(random() * returns.length)] as number)
      low = Math.min(low, unit)
      atEnd[path] = unit
    }
    lowest[path] = low
  }
  const step = Math.ceil(days / MOST_BANDS)
  const bands = ends.flatMap((units, index) => {
    if ((days - 1 - index) % step !== 0) return []
    units.sort()
    const [low, median, high] = BANDS.map((share) => quantile(units, share))
    return { day: index + 1, low, median, high } as SimulatedBand
  })
  return {
    bands,
    chanceOfLoss: (loss) => lowest.filter((low) => low <= 1 - loss).length / PATHS,
  }
}
