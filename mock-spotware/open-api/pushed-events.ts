import type { Execution } from '@/mock-spotware/accounts/instruction'
import type { CashOperation, Deal, DealStatus, Order } from '@/mock-spotware/accounts/records'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import type { World } from '@/mock-spotware/world'
import type { Outgoing, WirePayload } from './envelope'
import { reply } from './request-kind'
import { wireCashOperation, wireDeal, wireOrder, wirePosition, wireTrader } from './wire-records'
import { wireEnum } from './wire-schema'

/** The order was taken, then everything that came of it. */
export function executionEvents(
  account: TradingAccount,
  { order, deals, position }: Execution,
  world: World,
): Outgoing[] {
  const { orderEvents, fillDelivery } = world.behaviour
  const event = (type: string, shown: Order, deal?: Deal) =>
    executionEvent(account, type, {
      position: position && wirePosition(position, account, world),
      order: wireOrder(shown, account),
      deal: deal && wireDeal(deal, account, world),
      isServerEvent: order.isStopOut ?? false,
    })
  const results = deals.map((deal) => event(executionTypeOf(deal.status), order, deal))
  return [
    ...(orderEvents === 'acceptedToo' ? [event('ORDER_ACCEPTED', asAccepted(order))] : []),
    ...results.flatMap((one) => (fillDelivery === 'twice' ? [one, one] : [one])),
  ]
}

export function cashEvents(
  account: TradingAccount,
  operation: CashOperation,
  world: World,
): Outgoing[] {
  return [
    executionEvent(account, 'DEPOSIT_WITHDRAW', {
      depositWithdraw: wireCashOperation(operation, account, world),
      isServerEvent: true,
    }),
    traderUpdated(account, world),
  ]
}

/** A closing deal reads differently now, and so does the balance. */
export function correctionEvents(account: TradingAccount, deal: Deal, world: World): Outgoing[] {
  return [
    executionEvent(account, 'SWAP', { deal: wireDeal(deal, account, world), isServerEvent: true }),
    traderUpdated(account, world),
  ]
}

/** Swap was charged to everything that is open. */
export function rolloverEvents(account: TradingAccount, world: World): Outgoing[] {
  if (account.profile.isSwapFree) return []
  return [...account.book.openPositions.values()].map((position) =>
    executionEvent(account, 'SWAP', {
      position: wirePosition(position, account, world),
      isServerEvent: true,
    }),
  )
}

function executionEvent({ profile }: TradingAccount, type: string, payload: WirePayload): Outgoing {
  return reply('ProtoOAExecutionEvent', {
    ctidTraderAccountId: profile.accountId,
    executionType: wireEnum('ProtoOAExecutionType', type),
    ...payload,
  })
}

function traderUpdated(account: TradingAccount, world: World): Outgoing {
  return reply('ProtoOATraderUpdatedEvent', {
    ctidTraderAccountId: account.profile.accountId,
    trader: wireTrader(account, world),
  })
}

function executionTypeOf(status: DealStatus): string {
  switch (status) {
    case 'FILLED':
      return 'ORDER_FILLED'
    case 'PARTIALLY_FILLED':
      return 'ORDER_PARTIAL_FILL'
    default:
      return 'ORDER_REJECTED'
  }
}

function asAccepted(order: Order): Order {
  return { ...order, status: 'ACCEPTED', executedVolume: 0n, executionPrice: undefined }
}
