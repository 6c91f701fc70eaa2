import { Decimal } from 'decimal.js'
import { DAY_MS, HOUR_MS } from '@/mock-spotware/duration'
import type { BrokerSymbol } from '@/mock-spotware/market/broker'
import type { AssetName } from '@/mock-spotware/market/instruments'
import type { Market } from '@/mock-spotware/market/market'
import { absolute, toMinorUnits, unitsOf } from './money'
import type { AccountProfile, OpenPosition, Side } from './records'

export const ROLLOVER_HOUR_UTC = 21
const TRIPLE_ROLLOVER_WEEKDAY = 3
const SATURDAY = 6
const SUNDAY = 0

/** Rates travel with eight significant digits, and are used exactly as they travel. */
export function wireRate(market: Market, from: AssetName, to: AssetName, at: number): number {
  return Number(market.conversionRate(from, to, at).toPrecision(8))
}

/** Commission of one side of an execution; zero or negative. */
export function commissionOf(
  market: Market,
  account: AccountProfile,
  symbol: BrokerSymbol,
  volume: bigint,
  at: number,
): bigint {
  const rule = symbol.commission
  if (rule.kind === 'none') return 0n
  const usd =
    rule.kind === 'usdPerLot'
      ? new Decimal(volume.toString()).div(symbol.lotSize.toString()).times(rule.rate)
      : unitsOf(volume)
          .times(wireRate(market, symbol.base, 'USD', at))
          .times(rule.rate)
          .div(1_000_000)
  const deposit = usd.times(wireRate(market, 'USD', account.currency, at))
  return -toMinorUnits(deposit, account.moneyDigits)
}

/** Fee for turning profit of another currency into the deposit currency; zero or positive. */
export function conversionFeeOf(
  account: AccountProfile,
  symbol: BrokerSymbol,
  grossProfit: bigint,
): bigint {
  if (symbol.quote === account.currency) return 0n
  return (absolute(grossProfit) * BigInt(symbol.pnlConversionFeeRate)) / 10_000n
}

/** Overnight charges of the rollovers after `position.swapBookedUntil`, up to and including `until`. */
export function swapOf(
  market: Market,
  account: AccountProfile,
  position: OpenPosition,
  until: number,
): bigint {
  if (account.isSwapFree) return 0n
  let swap = 0n
  for (const { at, nights } of rolloversBetween(position.swapBookedUntil, until)) {
    const perNight = pipsToDeposit(market, account, position, swapPips(position), at)
    swap += toMinorUnits(perNight.times(nights), account.moneyDigits)
  }
  return swap
}

/** Rollover moments in (after, until]; the one on Wednesday stands for three nights. */
export function rolloversBetween(after: number, until: number): { at: number; nights: number }[] {
  const rollovers: { at: number; nights: number }[] = []
  const firstDay = Math.floor(after / DAY_MS) * DAY_MS
  for (let day = firstDay; day <= until; day += DAY_MS) {
    const at = day + ROLLOVER_HOUR_UTC * HOUR_MS
    if (at <= after || at > until) continue
    const weekday = new Date(day).getUTCDay()
    if (weekday === SATURDAY || weekday === SUNDAY) continue
    rollovers.push({ at, nights: weekday === TRIPLE_ROLLOVER_WEEKDAY ? 3 : 1 })
  }
  return rollovers
}

/** What a move of that many pips is worth to the whole position, in the deposit currency. */
export function pipsToDeposit(
  market: Market,
  account: AccountProfile,
  position: { symbol: BrokerSymbol; volume: bigint },
  pips: number,
  at: number,
): Decimal {
  const { symbol } = position
  return unitsOf(position.volume)
    .times(pips)
    .times(Decimal.pow(10, -symbol.pipPosition))
    .times(wireRate(market, symbol.quote, account.currency, at))
}

function swapPips(position: { symbol: BrokerSymbol; side: Side }): number {
  return position.side === 'BUY' ? position.symbol.swapLongPips : position.symbol.swapShortPips
}
