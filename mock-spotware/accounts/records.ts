import type { Decimal } from 'decimal.js'
import type { Broker, BrokerSymbol } from '@/mock-spotware/market/broker'
import type { AssetName } from '@/mock-spotware/market/instruments'

/** What never changes about a trading account. */
export interface AccountProfile {
  /** `ctidTraderAccountId`, unique across all brokers. */
  accountId: number
  /** The number its owner knows it by. */
  login: number
  isLive: boolean
  broker: Broker
  currency: AssetName
  type: 'HEDGED' | 'NETTED'
  /** Exponent of every money amount of this account. */
  moneyDigits: number
  leverage: number
  /** Pays administration fees as cash operations in place of swap. */
  isSwapFree: boolean
  registeredAt: number
  /** Ids of its deals, orders and positions start here; unique within a broker server only. */
  firstRecordId: number
}

export type Side = 'BUY' | 'SELL'

export type DealStatus =
  | 'FILLED'
  | 'PARTIALLY_FILLED'
  | 'REJECTED'
  | 'INTERNALLY_REJECTED'
  | 'ERROR'
  | 'MISSED'

export type OrderType = 'MARKET' | 'LIMIT' | 'STOP' | 'STOP_LOSS_TAKE_PROFIT'
export type OrderStatus = 'ACCEPTED' | 'FILLED' | 'REJECTED' | 'EXPIRED' | 'CANCELLED'

/** The kinds of cash operation the personas have; the schema knows more. */
export type CashOperationKind =
  | 'DEPOSIT'
  | 'WITHDRAW'
  | 'DEPOSIT_DIVIDENDS'
  | 'WITHDRAW_DIVIDENDS'
  | 'WITHDRAW_ROLLOVER'

/** Money in minor units of the account's moneyDigits, volumes in cents of a unit, everywhere below. */
export interface CloseDetail {
  entryPrice: number
  closedVolume: bigint
  grossProfit: bigint
  swap: bigint
  /** Opening share plus closing side of the closed volume; negative when charged. */
  commission: bigint
  /** What was taken off, never negative. */
  conversionFee: bigint
  quoteToDepositRate: number
  balance: bigint
  balanceVersion: number
}

export interface Deal {
  dealId: number
  orderId: number
  positionId: number
  symbol: BrokerSymbol
  side: Side
  status: DealStatus
  volume: bigint
  filledVolume: bigint
  createdAt: number
  executedAt: number
  /** Absent when nothing was filled. */
  price?: number
  /** This execution's own side only; negative when charged. */
  commission: bigint
  baseToUsdRate: number
  baseToDepositRate: number
  close?: CloseDetail
}

export interface Order {
  orderId: number
  positionId?: number
  symbol: BrokerSymbol
  side: Side
  type: OrderType
  status: OrderStatus
  volume: bigint
  executedVolume: bigint
  createdAt: number
  updatedAt: number
  executionPrice?: number
  /** Limit or stop price of a pending order. */
  triggerPrice?: number
  stopLoss?: number
  takeProfit?: number
  isClosing: boolean
  label?: string
  comment?: string
}

export interface CashOperation {
  operationId: number
  kind: CashOperationKind
  /** Signed: negative takes money away. */
  delta: bigint
  balance: bigint
  balanceVersion: number
  at: number
  note?: string
}

/** Two deals of one position that offset each other, first in first out. */
export interface DealOffset {
  openingDealId: number
  closingDealId: number
  volume: bigint
}

export interface LifetimeOpening {
  dealId: number
  at: number
  volume: bigint
  price: number
}

export interface LifetimeClosing {
  dealId: number
  at: number
  volume: bigint
  price: number
  gross: bigint
  swap: bigint
  commission: bigint
  conversionFee: bigint
  net: bigint
}

/**
 * From flat to flat. A position has one lifetime, except on a netted account, where a reversal
 * ends one lifetime and begins the next under the same position id.
 */
export interface PositionLifetime {
  positionId: number
  sequence: number
  symbol: BrokerSymbol
  side: Side
  openings: LifetimeOpening[]
  closings: LifetimeClosing[]
}

export interface OpenPosition {
  positionId: number
  symbol: BrokerSymbol
  side: Side
  /** What is still open. */
  volume: bigint
  openedAt: number
  updatedAt: number
  /** Volume-weighted price of what is open. */
  entryPrice: Decimal
  /** Opening commission and swap that no closing deal has realised yet. */
  openCommission: bigint
  swap: bigint
  swapBookedUntil: number
  stopLoss?: number
  takeProfit?: number
  label?: string
  comment?: string
  /** Opening deals not offset yet, oldest first. */
  unmatched: { dealId: number; volume: bigint }[]
  lifetime: PositionLifetime
}
