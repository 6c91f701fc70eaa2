import { Dec } from './decimal'
import { seededRandom } from './statistics/seeded-random'

type Instrument = {
  symbol: string
  /** Units of the base currency in a lot; every one of them is quoted in US dollars. */
  contract: number
  digits: number
  start: number
  /** What a price moves in an hour, typically. */
  hourly: number
  /** A day and lot, held overnight. */
  swap: number
}

const INSTRUMENTS: Instrument[] = [
  { symbol: 'EURUSD', contract: 100_000, digits: 5, start: 1.0852, hourly: 0.0007, swap: -6.4 },
  { symbol: 'GBPUSD', contract: 100_000, digits: 5, start: 1.2714, hourly: 0.0009, swap: -3.1 },
  { symbol: 'AUDUSD', contract: 100_000, digits: 5, start: 0.6581, hourly: 0.0005, swap: -2.2 },
  { symbol: 'XAUUSD', contract: 100, digits: 2, start: 2384.6, hourly: 4.2, swap: -29 },
]

const COMMISSION_PER_LOT = '-6'
const DEPOSIT = '10000'
const DAYS = 120
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const HEADER = [
  'Deal ID',
  'Symbol',
  'Opening direction',
  'Opening time (UTC+0)',
  'Closing time (UTC+0)',
  'Entry price',
  'Closing price',
  'Closing Quantity',
  'Gross USD',
  'Commissions USD',
  'Swap USD',
  'Net USD',
  'Balance USD',
  'Comment',
]

/**
 * A History export of trades that nobody made: four months of working days up to a day, one to three trades on
 * most of them, a little better than chance, each adding up in itself and to the balance in its row. The same for
 * the same day.
 *
 * @param until its trades were closed before this
 */
export function sampleExport(until: Date): string {
  const random = seededRandom(20_260_105)
  const lastMidnight = Math.floor(until.getTime() / DAY_MS) * DAY_MS
  const trades: Trade[] = []
  for (let back = DAYS; back >= 1; back--) {
    const day = new Date(lastMidnight - back * DAY_MS)
    if (day.getUTCDay() % 6 === 0 || random() < 0.22) continue
    const count = 1 + Math.floor(random() * 3)
    for (let each = 0; each < count; each++)
      trades.push(invent(day.getTime(), lastMidnight, random))
  }
  trades.sort((a, b) => a.closedAt - b.closedAt)
  let balance = new Dec(DEPOSIT)
  const lines = trades.map((trade, index) => {
    balance = balance.plus(trade.net)
    const { instrument, gross, commission, swap, net } = trade
    return [
      `DID${9_000_001 + index}`,
      instrument.symbol,
      trade.long ? 'Buy' : 'Sell',
      timeText(trade.openedAt),
      timeText(trade.closedAt),
      trade.entry.toFixed(instrument.digits),
      trade.exit.toFixed(instrument.digits),
      `${trade.lots.toFixed(2)} Lots`,
      ...[gross, commission, swap, net, balance].map((money) => money.toFixed(2)),
      trade.comment,
    ]
  })
  return `${[HEADER, ...lines].map((cells) => cells.join(',')).join('\r\n')}\r\n`
}

type Trade = {
  instrument: Instrument
  long: boolean
  openedAt: number
  closedAt: number
  entry: Dec
  exit: Dec
  lots: Dec
  gross: Dec
  commission: Dec
  swap: Dec
  net: Dec
  comment: string
}

const COMMENTS = ['breakout', 'pullback', 'news', 'range', '']

function invent(day: number, end: number, random: () => number): Trade {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const instrument = pick(INSTRUMENTS)
  const long = random() < 0.55
  const openedAt = day + Math.floor((6.5 + random() * 12) * HOUR_MS)
  const hours = random() < 0.08 ? 18 + random() * 10 : 0.15 + random() ** 2 * 6
  const closedAt = Math.min(openedAt + Math.floor(hours * HOUR_MS), end - 1)
  const wins = random() < 0.53
  const move = instrument.hourly * (0.35 + random() * 1.9) * (wins ? 1.25 : -1)
  const drift = Math.sin(day / DAY_MS / 11) * 14 * instrument.hourly
  const entry = rounded(
    instrument.start + drift + (random() - 0.5) * 6 * instrument.hourly,
    instrument,
  )
  const exit = rounded(entry.toNumber() + (long ? move : -move), instrument)
  const lots = new Dec(Math.round(10 + random() * 50)).dividedBy(100)
  const points = long ? exit.minus(entry) : entry.minus(exit)
  const gross = cents(points.times(instrument.contract).times(lots))
  const commission = cents(lots.times(COMMISSION_PER_LOT))
  const nights = Math.floor(closedAt / DAY_MS) - Math.floor(openedAt / DAY_MS)
  const swap = cents(lots.times(instrument.swap).times(nights))
  const net = gross.plus(commission).plus(swap)
  const comment = pick(COMMENTS)
  return {
    instrument,
    long,
    openedAt,
    closedAt,
    entry,
    exit,
    lots,
    gross,
    commission,
    swap,
    net,
    comment,
  }
}

function rounded(price: number, { digits }: Instrument): Dec {
  return new Dec(price.toFixed(digits))
}

function cents(amount: Dec): Dec {
  return amount.toDecimalPlaces(2)
}

/** 14/07/2026 09:15:42.118, as cTrader writes it. */
function timeText(at: number): string {
  const [day = '', time = ''] = new Date(at).toISOString().slice(0, -1).split('T')
  return `${day.split('-').reverse().join('/')} ${time}`
}
