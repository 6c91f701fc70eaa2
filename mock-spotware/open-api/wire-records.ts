import { toMinorUnits, unitsOf } from '@/mock-spotware/accounts/money'
import type { CashOperation, Deal, OpenPosition, Order } from '@/mock-spotware/accounts/records'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import type { Behaviour } from '@/mock-spotware/behaviour'
import { assetIdOf } from '@/mock-spotware/market/broker'
import type { World } from '@/mock-spotware/world'
import type { WirePayload } from './envelope'
import { wireEnum } from './wire-schema'

/** Records of the books in the shape of the schema's messages. */

type MoneyRecord = 'detail' | 'record' | 'trader'

/** The kinds of record that say how many digits their money has. */
const sayingMoneyDigits: Record<Behaviour['moneyDigits'], readonly MoneyRecord[]> = {
  everywhere: ['detail', 'record', 'trader'],
  exceptDetails: ['record', 'trader'],
  traderOnly: ['trader'],
  nowhere: [],
}

function moneyDigitsOf(
  kind: MoneyRecord,
  { profile }: TradingAccount,
  { behaviour }: World,
): number | undefined {
  return sayingMoneyDigits[behaviour.moneyDigits].includes(kind) ? profile.moneyDigits : undefined
}

export function wireDeal(deal: Deal, account: TradingAccount, world: World): WirePayload {
  const { close } = deal
  const { ids } = account
  return {
    dealId: ids.show(deal.dealId),
    orderId: ids.show(deal.orderId),
    positionId: ids.show(deal.positionId),
    volume: deal.volume,
    filledVolume: deal.filledVolume,
    symbolId: deal.symbol.symbolId,
    createTimestamp: deal.createdAt,
    executionTimestamp: deal.executedAt,
    utcLastUpdateTimestamp: deal.correctedAt ?? deal.executedAt,
    executionPrice: deal.price,
    tradeSide: wireEnum('ProtoOATradeSide', deal.side),
    dealStatus: wireEnum('ProtoOADealStatus', deal.status),
    marginRate: deal.baseToDepositRate,
    commission: deal.commission,
    baseToUsdConversionRate: deal.baseToUsdRate,
    closePositionDetail: close && {
      entryPrice: close.entryPrice,
      grossProfit: close.grossProfit,
      swap: close.swap,
      commission: close.commission,
      balance: close.balance,
      quoteToDepositConversionRate: close.quoteToDepositRate,
      closedVolume: close.closedVolume,
      balanceVersion: close.balanceVersion,
      moneyDigits: moneyDigitsOf('detail', account, world),
      pnlConversionFee: close.conversionFee === 0n ? undefined : signedFee(close, world),
    },
    moneyDigits: moneyDigitsOf('record', account, world),
  }
}

function signedFee({ conversionFee }: { conversionFee: bigint }, { behaviour }: World): bigint {
  return behaviour.conversionFeeSign === 'positive' ? conversionFee : -conversionFee
}

export function wireOrder(order: Order, { ids }: TradingAccount): WirePayload {
  const isLimit = order.type === 'LIMIT'
  return {
    orderId: ids.show(order.orderId),
    tradeData: {
      symbolId: order.symbol.symbolId,
      volume: order.volume,
      tradeSide: wireEnum('ProtoOATradeSide', order.side),
      openTimestamp: order.createdAt,
      label: order.label,
      comment: order.comment,
    },
    orderType: wireEnum('ProtoOAOrderType', order.type),
    orderStatus: wireEnum('ProtoOAOrderStatus', `ORDER_STATUS_${order.status}`),
    executionPrice: order.executionPrice,
    executedVolume: order.executedVolume,
    utcLastUpdateTimestamp: order.updatedAt,
    closingOrder: order.isClosing,
    limitPrice: isLimit ? order.triggerPrice : undefined,
    stopPrice: isLimit ? undefined : order.triggerPrice,
    stopLoss: order.stopLoss,
    takeProfit: order.takeProfit,
    timeInForce: wireEnum(
      'ProtoOATimeInForce',
      isPendingKind(order) ? 'GOOD_TILL_CANCEL' : 'IMMEDIATE_OR_CANCEL',
    ),
    positionId: order.positionId === undefined ? undefined : ids.show(order.positionId),
    isStopOut: order.isStopOut ?? false,
  }
}

function isPendingKind({ triggerPrice, status }: Order): boolean {
  return triggerPrice !== undefined || status === 'ACCEPTED'
}

export function wirePosition(
  position: OpenPosition,
  account: TradingAccount,
  world: World,
): WirePayload {
  const { profile, book, ids } = account
  const now = world.clock.now()
  const { symbol } = position
  const marginRate = world.market.conversionRate(symbol.base, profile.currency, now)
  const margin = unitsOf(position.volume).times(marginRate).div(profile.leverage)
  return {
    positionId: ids.show(position.positionId),
    tradeData: {
      symbolId: symbol.symbolId,
      volume: position.volume,
      tradeSide: wireEnum('ProtoOATradeSide', position.side),
      openTimestamp: position.openedAt,
      label: position.label,
      comment: position.comment,
    },
    positionStatus: wireEnum(
      'ProtoOAPositionStatus',
      position.volume > 0n ? 'POSITION_STATUS_OPEN' : 'POSITION_STATUS_CLOSED',
    ),
    swap: book.unrealisedSwap(position, now),
    price: position.entryPrice.toDecimalPlaces(symbol.digits + 6).toNumber(),
    stopLoss: position.stopLoss,
    takeProfit: position.takeProfit,
    utcLastUpdateTimestamp: position.updatedAt,
    commission: position.openCommission,
    marginRate: Number(marginRate.toPrecision(8)),
    usedMargin: toMinorUnits(margin, profile.moneyDigits),
    moneyDigits: moneyDigitsOf('record', account, world),
  }
}

export function wireCashOperation(
  operation: CashOperation,
  account: TradingAccount,
  world: World,
): WirePayload {
  return {
    operationType: wireEnum('ProtoOAChangeBalanceType', `BALANCE_${operation.kind}`),
    balanceHistoryId: account.ids.show(operation.operationId),
    balance: operation.balance,
    delta: operation.delta,
    changeBalanceTimestamp: operation.at,
    externalNote: operation.note,
    balanceVersion: operation.balanceVersion,
    equity: operation.balance,
    moneyDigits: moneyDigitsOf('record', account, world),
  }
}

export function wireTrader(account: TradingAccount, world: World): WirePayload {
  const { profile, book } = account
  return {
    ctidTraderAccountId: profile.accountId,
    balance: book.balance,
    balanceVersion: book.balanceVersion,
    managerBonus: 0,
    ibBonus: 0,
    nonWithdrawableBonus: 0,
    accessRights: wireEnum('ProtoOAAccessRights', 'FULL_ACCESS'),
    depositAssetId: assetIdOf(profile.currency),
    swapFree: profile.isSwapFree,
    leverageInCents: profile.leverage * 100,
    totalMarginCalculationType: wireEnum('ProtoOATotalMarginCalculationType', 'MAX'),
    maxLeverage: profile.leverage * 100,
    traderLogin: profile.login,
    accountType: wireEnum('ProtoOAAccountType', profile.type),
    brokerName: profile.broker.name,
    registrationTimestamp: profile.registeredAt,
    isLimitedRisk: false,
    moneyDigits: moneyDigitsOf('trader', account, world),
    fairStopOut: false,
  }
}

/** An account as the account list shows it. */
export function wireListedAccount({ profile, book }: TradingAccount): WirePayload {
  const lastClose = book.deals.findLast((deal) => deal.close)
  return {
    ctidTraderAccountId: profile.accountId,
    isLive: profile.isLive,
    traderLogin: profile.login,
    lastClosingDealTimestamp: lastClose?.executedAt,
    lastBalanceUpdateTimestamp: book.cashOperations.at(-1)?.at,
    brokerTitleShort: profile.broker.title,
  }
}
