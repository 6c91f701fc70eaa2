import { Decimal } from 'decimal.js'
import {
  absolute,
  formatMoney,
  MOST_MINOR_UNITS,
  MOST_VOLUME,
  parseDecimal,
  unitsOf,
} from '@/mock-spotware/accounts/money'
import type { AccountProfile } from '@/mock-spotware/accounts/records'
import type {
  ScriptedCash,
  ScriptedClosing,
  ScriptedTrade,
} from '@/mock-spotware/history/scripted-history'
import type { BrokerSymbol } from '@/mock-spotware/market/broker'
import { ScenarioError } from './scenario-error'
import type { CashInput, TradeInput } from './scenario-schema'

/** Minor units a position may be worth: after any conversion it still fits into 64 bits. */
const MOST_WORTH = 10 ** 16

/** Throws ScenarioError when the trade cannot be booked as it is written. */
export function readTrade(profile: AccountProfile, trade: TradeInput, path: string): ScriptedTrade {
  const symbol = requireSymbol(profile, trade.symbol, `${path}.symbol`)
  const volume = readLots(trade.lots, symbol, `${path}.lots`)
  requireOrder(profile.registeredAt, trade.openedAt, `${path}.openedAt`, 'the registration')
  checkPrice(trade.openPrice, symbol, `${path}.openPrice`)
  checkWorth(trade.openPrice, volume, profile, `${path}.openPrice`)
  return {
    symbol: symbol.name,
    side: trade.direction,
    volume,
    openedAt: trade.openedAt,
    openPrice: trade.openPrice,
    commission: readMoney(trade.commission, profile, `${path}.commission`),
    swap: readMoney(trade.swap, profile, `${path}.swap`),
    label: trade.label,
    comment: trade.comment,
    closings: readClosings(profile, symbol, trade, volume, path),
  }
}

/** Throws ScenarioError when kind and amount do not fit. */
export function readCash(profile: AccountProfile, cash: CashInput, path: string): ScriptedCash {
  requireOrder(profile.registeredAt, cash.at, `${path}.at`, 'the registration')
  const delta = readMoney(cash.amount, profile, `${path}.amount`) ?? 0n
  if (delta === 0n) throw new ScenarioError(`${path}.amount: must not be zero`)
  const direction = delta > 0n ? 'DEPOSIT' : 'WITHDRAW'
  const kind = cash.kind ?? direction
  if (!kind.startsWith(direction)) {
    const sign = delta > 0n ? 'negative' : 'positive'
    throw new ScenarioError(`${path}.amount: must be ${sign} for ${kind}`)
  }
  return { at: cash.at, kind, delta, note: cash.note }
}

/** Undefined stays undefined. Throws ScenarioError when there are too many decimal places. */
export function readMoney(text: string, profile: AccountProfile, path: string): bigint
export function readMoney(
  text: string | undefined,
  profile: AccountProfile,
  path: string,
): bigint | undefined
export function readMoney(
  text: string | undefined,
  { moneyDigits }: AccountProfile,
  path: string,
): bigint | undefined {
  if (text === undefined) return undefined
  const amount = parseDecimal(text, moneyDigits)
  if (amount !== undefined && absolute(amount) > MOST_MINOR_UNITS) {
    const most = formatMoney(MOST_MINOR_UNITS, moneyDigits)
    throw new ScenarioError(`${path}: must not be larger than ${most}`)
  }
  if (amount !== undefined) return amount
  throw new ScenarioError(
    `${path}: has more than the ${moneyDigits} decimal places of the account; shorten it or raise moneyDigits`,
  )
}

export function requireSymbol(
  { broker }: AccountProfile,
  name: string,
  path: string,
): BrokerSymbol {
  const symbol = broker.symbols.find((candidate) => candidate.name === name)
  if (symbol) return symbol
  const known = broker.symbols.map((candidate) => candidate.name).join(', ')
  throw new ScenarioError(`${path}: ${broker.title} has no ${name}; choose one of ${known}`)
}

function readClosings(
  profile: AccountProfile,
  symbol: BrokerSymbol,
  trade: TradeInput,
  volume: bigint,
  path: string,
): ScriptedClosing[] {
  const { closedAt: at, closePrice, net, stopOut, closings } = trade
  const isClosedAtOnce = at !== undefined
  if (closings && isClosedAtOnce) {
    throw new ScenarioError(`${path}.closings: leave out either closings or closedAt`)
  }
  if (!isClosedAtOnce && (closePrice !== undefined || net !== undefined || stopOut)) {
    throw new ScenarioError(`${path}.closedAt: is missing, although the trade says how it closed`)
  }
  const written = isClosedAtOnce ? [{ at, price: closePrice, net, stopOut }] : (closings ?? [])
  let left = volume
  let before = trade.openedAt
  return written.map((closing: NonNullable<TradeInput['closings']>[number], index) => {
    const here = isClosedAtOnce ? path : `${path}.closings.${index}`
    const names = isClosedAtOnce
      ? { at: 'closedAt', price: 'closePrice' }
      : { at: 'at', price: 'price' }
    requireOrder(before + 1, closing.at, `${here}.${names.at}`, 'what comes before it')
    before = closing.at
    checkPrice(closing.price, symbol, `${here}.${names.price}`)
    if (closing.price !== undefined && closing.net !== undefined) {
      throw new ScenarioError(`${here}.net: leave out either net or ${names.price}`)
    }
    const part = closing.lots === undefined ? left : readLots(closing.lots, symbol, `${here}.lots`)
    if (part > left || left === 0n) {
      throw new ScenarioError(`${here}.lots: closes more than is open at that time`)
    }
    checkWorth(closing.price, part, profile, `${here}.${names.price}`)
    left -= part
    return {
      at: closing.at,
      volume: part,
      price: closing.price,
      net: readMoney(closing.net, profile, `${here}.net`),
      isStopOut: closing.stopOut,
    }
  })
}

function readLots(text: string, { lotSize, stepVolume }: BrokerSymbol, path: string): bigint {
  const volume = new Decimal(text).times(lotSize.toString())
  if (volume.gt(MOST_VOLUME.toString())) {
    throw new ScenarioError(`${path}: must not be more than ${MOST_VOLUME / lotSize}`)
  }
  if (volume.gt(0) && volume.mod(stepVolume.toString()).isZero()) return BigInt(volume.toFixed(0))
  const step = new Decimal(stepVolume.toString()).div(lotSize.toString()).toFixed()
  throw new ScenarioError(`${path}: must be a positive multiple of ${step}`)
}

function checkPrice(price: number | undefined, { digits }: BrokerSymbol, path: string): void {
  if (price === undefined || Number(price.toFixed(digits)) === price) return
  throw new ScenarioError(`${path}: has more than the ${digits} decimal places of the symbol`)
}

/** So much at that price must be money an account can hold. */
function checkWorth(
  price: number | undefined,
  volume: bigint,
  { moneyDigits }: AccountProfile,
  path: string,
): void {
  if (price === undefined) return
  const worth = unitsOf(volume).times(price).times(Decimal.pow(10, moneyDigits))
  if (worth.gt(MOST_WORTH)) {
    throw new ScenarioError(`${path}: is more than an account can hold at that volume`)
  }
}

function requireOrder(earliest: number, at: number, path: string, what: string): void {
  if (at < earliest) throw new ScenarioError(`${path}: must be after ${what}`)
}
