import type { CashOperation } from '@/lib/domain/cash-operation'
import type { Closing, Deal } from '@/lib/domain/deal'
import { keyOfPosition } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'
import { netProfit } from '@/lib/domain/net'
import type { SymbolFacts } from '@/lib/domain/symbol'
import { ENUMS, type Message } from './schema'

// Nothing past this file knows the wire's spelling, its scaled integers or its enum numbers.

/** The account's own exponent, for records that leave theirs out (Open API notes §8). */
export type MoneyScale = { accountMoneyDigits: number }

const { DealStatus, TradeSide, ChangeBalanceType } = ENUMS

const OPERATION_NAMES = new Map<number, string>(
  Object.entries(ChangeBalanceType).map(([name, number]) => [number, name]),
)

/** @returns null for a deal that moved no volume (rejected, missed, failed) */
export function mapDeal(
  wire: Message<'DealRecord'>,
  symbols: ReadonlyMap<bigint, SymbolFacts>,
  { accountMoneyDigits }: MoneyScale,
): Deal | null {
  const moved =
    wire.dealStatus === DealStatus.FILLED || wire.dealStatus === DealStatus.PARTIALLY_FILLED
  if (!moved || wire.executionPrice === undefined) return null
  const symbol = symbols.get(wire.symbolId)
  const detail = wire.closePositionDetail
  const moneyDigits = wire.moneyDigits ?? detail?.moneyDigits ?? accountMoneyDigits
  const { quantity, quantityUnit } = toQuantity(wire.filledVolume, symbol)
  return {
    source: 'SYNC',
    dealId: wire.dealId,
    fingerprint: null,
    occurrence: 1,
    positionKey: keyOfPosition(wire.positionId),
    positionId: wire.positionId,
    orderId: wire.orderId,
    symbolId: wire.symbolId,
    symbol: symbol?.name ?? `Symbol ${wire.symbolId}`,
    side: wire.tradeSide === TradeSide.SELL ? 'SELL' : 'BUY',
    volume: wire.filledVolume,
    quantity,
    quantityUnit,
    price: price(wire.executionPrice),
    executedAt: instant(wire.executionTimestamp),
    commission: wire.commission === undefined ? null : money(wire.commission, moneyDigits),
    updatedAt:
      wire.utcLastUpdateTimestamp === undefined ? null : instant(wire.utcLastUpdateTimestamp),
    closing: detail
      ? mapClosing(
          wire,
          detail,
          symbol,
          detail.moneyDigits ?? wire.moneyDigits ?? accountMoneyDigits,
        )
      : null,
    label: null,
    comment: null,
    channel: null,
  }
}

function mapClosing(
  wire: Message<'DealRecord'>,
  detail: Message<'ClosePositionDetail'>,
  symbol: SymbolFacts | undefined,
  moneyDigits: number,
): Closing {
  const volume = detail.closedVolume ?? wire.filledVolume
  const gross = money(detail.grossProfit, moneyDigits)
  const swap = money(detail.swap, moneyDigits)
  const commission = money(detail.commission, moneyDigits)
  const conversionFee =
    detail.pnlConversionFee === undefined ? null : money(detail.pnlConversionFee, moneyDigits).abs()
  return {
    volume,
    quantity: toQuantity(volume, symbol).quantity,
    entryPrice: price(detail.entryPrice),
    gross,
    swap,
    commission,
    conversionFee: conversionFee ?? new Dec(0),
    net: netProfit({ gross, swap, commission, conversionFee }),
    balanceAfter: money(detail.balance, moneyDigits),
    balanceVersion: detail.balanceVersion ?? null,
    positionOpenedAt: null,
  }
}

/** The sign of `delta` is documented nowhere: a bare amount gets it from the operation's name. */
export function mapCashOperation(
  wire: Message<'DepositWithdraw'>,
  { accountMoneyDigits }: MoneyScale,
): CashOperation {
  const moneyDigits = wire.moneyDigits ?? accountMoneyDigits
  const operation = OPERATION_NAMES.get(wire.operationType) ?? `OPERATION_${wire.operationType}`
  const amount = money(wire.delta, moneyDigits)
  const isCharge = operation.startsWith('BALANCE_WITHDRAW')
  return {
    balanceHistoryId: wire.balanceHistoryId,
    operation,
    delta: isCharge && amount.isPositive() ? amount.negated() : amount,
    balanceAfter: money(wire.balance, moneyDigits),
    balanceVersion: wire.balanceVersion ?? null,
    at: instant(wire.changeBalanceTimestamp),
    note: wire.externalNote ?? null,
  }
}

export function money(raw: bigint, moneyDigits: number): Dec {
  return new Dec(raw.toString()).dividedBy(new Dec(10).pow(moneyDigits))
}

export function instant(milliseconds: bigint): Date {
  return new Date(Number(milliseconds))
}

export function milliseconds(at: Date): bigint {
  return BigInt(at.getTime())
}

/** What the ledger stores; a position's average price may have more digits than any quote. */
const PRICE_DECIMALS = 10
const QUANTITY_DECIMALS = 8

/** Prices are doubles on the wire; their shortest decimal form is what the broker meant. */
function price(value: number): Dec {
  return new Dec(String(value)).toDecimalPlaces(PRICE_DECIMALS)
}

function toQuantity(volume: bigint, symbol: SymbolFacts | undefined) {
  if (symbol?.lotSize)
    return {
      quantity: new Dec(volume.toString())
        .dividedBy(symbol.lotSize.toString())
        .toDecimalPlaces(QUANTITY_DECIMALS),
      quantityUnit: 'lots',
    }
  return { quantity: new Dec(volume.toString()).dividedBy(100), quantityUnit: 'units' }
}
