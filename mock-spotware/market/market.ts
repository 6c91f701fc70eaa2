import { HOUR_MS, MINUTE_MS } from '@/mock-spotware/duration'
import { createRandom } from '@/mock-spotware/random'
import type { AssetName, Instrument } from './instruments'
import { isMarketOpen } from './trading-hours'

/** Every price series begins here, on a Monday; all histories are younger. */
export const MARKET_START = Date.UTC(2023, 7, 7)

/** A price that wanders on its own; all other prices are made of these. */
interface Driver {
  start: number
  /** Standard deviation of one trading year, as a fraction of the price. */
  annualVolatility: number
  /** Growth of a year, as a fraction. */
  annualDrift: number
  /** How strongly the price is pulled back to its trend, per year. */
  reversion: number
}

/** US dollars for one unit of each asset. */
const drivers: Record<Exclude<AssetName, 'USD'>, Driver> = {
  EUR: { start: 1.094, annualVolatility: 0.075, annualDrift: 0.01, reversion: 2 },
  GBP: { start: 1.271, annualVolatility: 0.082, annualDrift: 0.01, reversion: 2 },
  JPY: { start: 1 / 143.2, annualVolatility: 0.095, annualDrift: -0.02, reversion: 2 },
  CHF: { start: 1 / 0.879, annualVolatility: 0.078, annualDrift: 0.02, reversion: 2 },
  CAD: { start: 1 / 1.338, annualVolatility: 0.06, annualDrift: -0.01, reversion: 2 },
  AUD: { start: 0.656, annualVolatility: 0.1, annualDrift: 0, reversion: 2 },
  XAU: { start: 1938, annualVolatility: 0.14, annualDrift: 0.22, reversion: 1 },
  GER40: { start: 15_840 * 1.094, annualVolatility: 0.15, annualDrift: 0.12, reversion: 1 },
  US500: { start: 4_490, annualVolatility: 0.14, annualDrift: 0.14, reversion: 1 },
  JPN225: { start: 32_250 / 143.2, annualVolatility: 0.18, annualDrift: 0.1, reversion: 1 },
  BTC: { start: 29_100, annualVolatility: 0.45, annualDrift: 0.35, reversion: 1 },
}

const TRADING_HOURS_PER_YEAR = 119 * 52
const MINUTES_PER_HOUR = 60
/** Of each asset. */
const KEPT_HOUR_PATHS = 400

/**
 * The prices of the whole mock world: a repeatable random walk per asset with a node on every hour
 * and, where somebody looks closer, a Brownian bridge with a node on every minute. Between two
 * nodes the price moves in a straight line, so bars built from the nodes contain every deal's mid.
 */
export class Market {
  readonly #seed: string
  readonly #hourNodes = new Map<AssetName, number[]>()
  readonly #minuteNodes = new Map<AssetName, Map<number, Float64Array>>()

  constructor(seed: string) {
    this.#seed = seed
  }

  /** Mid price of an instrument, not rounded. */
  midPrice(instrument: Pick<Instrument, 'base' | 'quote'>, at: number): number {
    return this.conversionRate(instrument.base, instrument.quote, at)
  }

  /** As midPrice, from the hourly nodes only: for scanning long paths cheaply. */
  roughPrice(instrument: Pick<Instrument, 'base' | 'quote'>, at: number): number {
    const hour = hourOf(at)
    return this.#hourNode(instrument.base, hour) / this.#hourNode(instrument.quote, hour)
  }

  /** How many units of `to` one unit of `from` is worth. */
  conversionRate(from: AssetName, to: AssetName, at: number): number {
    if (from === to) return 1
    return this.#usdPrice(from, at) / this.#usdPrice(to, at)
  }

  /** Expected size of a move over that time, as a fraction of the price. */
  typicalMove(instrument: Pick<Instrument, 'base' | 'quote'>, milliseconds: number): number {
    const variance = (asset: AssetName) =>
      asset === 'USD' ? 0 : drivers[asset].annualVolatility ** 2
    const annual = Math.sqrt(variance(instrument.base) + variance(instrument.quote))
    return annual * Math.sqrt(milliseconds / HOUR_MS / TRADING_HOURS_PER_YEAR)
  }

  #usdPrice(asset: AssetName, at: number): number {
    if (asset === 'USD') return 1
    const hour = hourOf(at)
    const nodes = this.#minutesOf(asset, hour)
    const minute = (at - MARKET_START - hour * HOUR_MS) / MINUTE_MS
    const before = Math.floor(minute)
    const left = nodes[before] ?? Number.NaN
    const right = nodes[before + 1] ?? Number.NaN
    return left + (right - left) * (minute - before)
  }

  /** 61 prices: the bridge from one hourly node to the next. */
  #minutesOf(asset: Exclude<AssetName, 'USD'>, hour: number): Float64Array {
    const paths = this.#minuteNodes.get(asset) ?? new Map<number, Float64Array>()
    const known = paths.get(hour)
    if (known) return known
    this.#minuteNodes.set(asset, paths)
    if (paths.size >= KEPT_HOUR_PATHS) paths.clear()

    const from = this.#hourNode(asset, hour)
    const to = this.#hourNode(asset, hour + 1)
    const nodes = new Float64Array(MINUTES_PER_HOUR + 1).fill(from)
    if (isMarketOpen(MARKET_START + hour * HOUR_MS)) {
      const random = createRandom(`${this.#seed}/minutes/${asset}/${hour}`)
      const step = from * hourlyVolatility(asset) * Math.sqrt(1 / MINUTES_PER_HOUR)
      const walk = new Float64Array(MINUTES_PER_HOUR + 1)
      for (let minute = 1; minute <= MINUTES_PER_HOUR; minute += 1) {
        walk[minute] = (walk[minute - 1] ?? 0) + step * random.gaussian()
      }
      const end = walk[MINUTES_PER_HOUR] ?? 0
      for (let minute = 1; minute <= MINUTES_PER_HOUR; minute += 1) {
        const share = minute / MINUTES_PER_HOUR
        nodes[minute] = from + (to - from) * share + (walk[minute] ?? 0) - end * share
      }
    }
    paths.set(hour, nodes)
    return nodes
  }

  #hourNode(asset: AssetName, hour: number): number {
    if (asset === 'USD') return 1
    const nodes = this.#hourNodes.get(asset) ?? this.#begin(asset)
    if (nodes.length <= hour) this.#extend(asset, nodes, hour)
    return nodes[hour] ?? Number.NaN
  }

  #begin(asset: Exclude<AssetName, 'USD'>): number[] {
    const nodes = [drivers[asset].start]
    this.#hourNodes.set(asset, nodes)
    return nodes
  }

  /** Plays the walk on until `hour`, a week at a time so that asking again gives the same walk. */
  #extend(asset: Exclude<AssetName, 'USD'>, nodes: number[], hour: number): void {
    const driver = drivers[asset]
    const volatility = hourlyVolatility(asset)
    while (nodes.length <= hour) {
      const random = createRandom(`${this.#seed}/hours/${asset}/${nodes.length}`)
      for (let step = 0; step < 168; step += 1) {
        const index = nodes.length
        const price = nodes[index - 1] ?? driver.start
        if (!isMarketOpen(MARKET_START + (index - 1) * HOUR_MS)) {
          nodes.push(price)
          continue
        }
        const trend = driver.start * (1 + driver.annualDrift) ** (index / 8_760)
        const pull = (driver.reversion / TRADING_HOURS_PER_YEAR) * Math.log(trend / price)
        nodes.push(price * Math.exp(pull + volatility * random.gaussian()))
      }
    }
  }
}

function hourlyVolatility(asset: Exclude<AssetName, 'USD'>): number {
  return drivers[asset].annualVolatility / Math.sqrt(TRADING_HOURS_PER_YEAR)
}

function hourOf(at: number): number {
  const hour = Math.floor((at - MARKET_START) / HOUR_MS)
  if (hour < 0) throw new RangeError('the market has no prices before its start')
  return hour
}
