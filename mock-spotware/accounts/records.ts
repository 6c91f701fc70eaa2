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

/**
 * The kinds of cash operation, by their names in the schema without `BALANCE_`. Bonus that cannot be
 * withdrawn is missing: it is no part of the balance.
 */
export const cashOperationKinds = [
  'DEPOSIT',
  'WITHDRAW',
  'DEPOSIT_STRATEGY_COMMISSION_INNER',
  'WITHDRAW_STRATEGY_COMMISSION_INNER',
  'DEPOSIT_IB_COMMISSIONS',
  'WITHDRAW_IB_SHARED_PERCENTAGE',
  'DEPOSIT_IB_SHARED_PERCENTAGE_FROM_SUB_IB',
  'DEPOSIT_IB_SHARED_PERCENTAGE_FROM_BROKER',
  'DEPOSIT_REBATE',
  'WITHDRAW_REBATE',
  'DEPOSIT_STRATEGY_COMMISSION_OUTER',
  'WITHDRAW_STRATEGY_COMMISSION_OUTER',
  'WITHDRAW_BONUS_COMPENSATION',
  'WITHDRAW_IB_SHARED_PERCENTAGE_TO_BROKER',
  'DEPOSIT_DIVIDENDS',
  'WITHDRAW_DIVIDENDS',
  'WITHDRAW_GSL_CHARGE',
  'WITHDRAW_ROLLOVER',
  'DEPOSIT_SWAP',
  'WITHDRAW_SWAP',
  'DEPOSIT_MANAGEMENT_FEE',
  'WITHDRAW_MANAGEMENT_FEE',
  'DEPOSIT_PERFORMANCE_FEE',
  'WITHDRAW_FOR_SUBACCOUNT',
  'DEPOSIT_TO_SUBACCOUNT',
  'WITHDRAW_FROM_SUBACCOUNT',
  'DEPOSIT_FROM_SUBACCOUNT',
  'WITHDRAW_COPY_FEE',
  'WITHDRAW_INACTIVITY_FEE',
  'DEPOSIT_TRANSFER',
  'WITHDRAW_TRANSFER',
  'DEPOSIT_CONVERTED_BONUS',
  'DEPOSIT_NEGATIVE_BALANCE_PROTECTION',
] as const
export type CashOperationKind = (typeof cashOperationKinds)[number]

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
  /** When the broker last changed what the deal came to. */
  correctedAt?: number
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
  /** The server closed the position for want of margin. */
  isStopOut?: true
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
  /** As the broker's CRM named it; of that name there is one on the account. */
  externalId?: string
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
  readonly dealId: number
  readonly at: number
  readonly volume: bigint
  readonly price: number
  readonly gross: bigint
  readonly swap: bigint
  readonly commission: bigint
  readonly conversionFee: bigint
  readonly net: bigint
  /** Why the broker changed it later. */
  note?: string
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
