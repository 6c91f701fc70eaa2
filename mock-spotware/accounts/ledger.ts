import { Decimal } from 'decimal.js'
import { formatMoney, unitsOf } from './money'
import type { CashOperation, LifetimeClosing, PositionLifetime } from './records'
import type { ShownIds } from './shown-ids'
import type { TradingAccount } from './trading-account'

/**
 * What is true about an account, from the books and not from the wire. Money is in decimal strings
 * of the account's currency, times in ISO 8601 UTC.
 */
export interface Ledger {
  accountId: number
  currency: string
  openingBalance: string
  balance: string
  /** Finished lifetimes, in order of their end. */
  positions: LedgerPosition[]
  /** What is still open, with what its partial closes have realised so far. */
  openPositions: LedgerPosition[]
  cashFlows: LedgerCashFlow[]
}

export interface LedgerPosition {
  positionId: string
  /** 0, and one more after each reversal that kept the position id. */
  sequence: number
  symbol: string
  direction: 'BUY' | 'SELL'
  openedAt: string
  /** Absent while something is open. */
  closedAt?: string
  /** Units opened over the whole lifetime. */
  volume: string
  lots: string
  entryPrice: string
  /** Absent before the first closing deal. */
  exitPrice?: string
  gross: string
  commission: string
  swap: string
  /** What was charged, never negative. */
  conversionFee: string
  net: string
  openingDeals: { dealId: string; openedAt: string; volume: string; price: string }[]
  closingDeals: LedgerClosingDeal[]
}

export interface LedgerClosingDeal {
  dealId: string
  closedAt: string
  volume: string
  price: string
  gross: string
  commission: string
  swap: string
  conversionFee: string
  net: string
  /** Why the broker changed it later. */
  note?: string
}

export interface LedgerCashFlow {
  balanceHistoryId: string
  kind: string
  at: string
  delta: string
  balance: string
  note?: string
}

const PRICE_PLACES = 10

export function writeLedger(account: TradingAccount): Ledger {
  const { profile, book } = account
  const digits = profile.moneyDigits
  const open = [...book.openPositions.values()].map((position) => position.lifetime)
  return {
    accountId: profile.accountId,
    currency: profile.currency,
    openingBalance: formatMoney(0n, digits),
    balance: formatMoney(book.balance, digits),
    positions: book.closedLifetimes.map((lifetime) => ({
      ...describeLifetime(lifetime, account),
      closedAt: isoTime(lifetime.closings.at(-1)?.at ?? 0),
    })),
    openPositions: open.map((lifetime) => describeLifetime(lifetime, account)),
    cashFlows: book.cashOperations.map((operation) => describeCash(operation, account)),
  }
}

/** One cash operation as the ledger tells it. */
export function describeCash(
  { operationId, kind, at, delta, balance, note }: CashOperation,
  { profile, ids }: TradingAccount,
): LedgerCashFlow {
  return {
    balanceHistoryId: String(ids.show(operationId)),
    kind,
    at: isoTime(at),
    delta: formatMoney(delta, profile.moneyDigits),
    balance: formatMoney(balance, profile.moneyDigits),
    note,
  }
}

/** One position as the ledger tells it. */
export function describeLifetime(
  lifetime: PositionLifetime,
  { profile, ids }: TradingAccount,
): LedgerPosition {
  const digits = profile.moneyDigits
  const { symbol, openings, closings } = lifetime
  const volume = openings.reduce((sum, opening) => sum + opening.volume, 0n)
  const total = (part: (closing: LifetimeClosing) => bigint) =>
    formatMoney(
      closings.reduce((sum, closing) => sum + part(closing), 0n),
      digits,
    )
  return {
    positionId: String(ids.show(lifetime.positionId)),
    sequence: lifetime.sequence,
    symbol: symbol.name,
    direction: lifetime.side,
    openedAt: isoTime(openings[0]?.at ?? 0),
    volume: formatUnits(volume),
    lots: new Decimal(volume.toString()).div(symbol.lotSize.toString()).toFixed(),
    entryPrice: averagePrice(openings),
    exitPrice: closings.length > 0 ? averagePrice(closings) : undefined,
    gross: total((closing) => closing.gross),
    commission: total((closing) => closing.commission),
    swap: total((closing) => closing.swap),
    conversionFee: total((closing) => closing.conversionFee),
    net: total((closing) => closing.net),
    openingDeals: openings.map((opening) => ({
      dealId: String(ids.show(opening.dealId)),
      openedAt: isoTime(opening.at),
      volume: formatUnits(opening.volume),
      price: formatPrice(opening.price),
    })),
    closingDeals: closings.map((closing) => describeClosing(closing, digits, ids)),
  }
}

function describeClosing(
  closing: LifetimeClosing,
  digits: number,
  ids: ShownIds,
): LedgerClosingDeal {
  return {
    dealId: String(ids.show(closing.dealId)),
    closedAt: isoTime(closing.at),
    volume: formatUnits(closing.volume),
    price: formatPrice(closing.price),
    gross: formatMoney(closing.gross, digits),
    commission: formatMoney(closing.commission, digits),
    swap: formatMoney(closing.swap, digits),
    conversionFee: formatMoney(closing.conversionFee, digits),
    net: formatMoney(closing.net, digits),
    note: closing.note,
  }
}

/** There are accounts with very many deals: what is plain to write takes no arithmetic. */
function formatUnits(volume: bigint): string {
  return volume % 100n === 0n ? String(volume / 100n) : unitsOf(volume).toFixed()
}

function formatPrice(price: number): string {
  const text = String(price)
  return text.includes('e') ? new Decimal(price).toFixed() : text
}

function averagePrice(fills: { volume: bigint; price: number }[]): string {
  const [first] = fills
  if (first && fills.length === 1) return formatPrice(first.price)
  let value = new Decimal(0)
  let volume = new Decimal(0)
  for (const fill of fills) {
    value = value.plus(new Decimal(fill.price).times(fill.volume.toString()))
    volume = volume.plus(fill.volume.toString())
  }
  return value.div(volume).toDecimalPlaces(PRICE_PLACES).toFixed()
}

function isoTime(at: number): string {
  return new Date(at).toISOString()
}
