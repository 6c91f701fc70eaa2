import type { Execution } from '@/mock-spotware/accounts/instruction'
import type { CashOperation } from '@/mock-spotware/accounts/records'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import type { World } from '@/mock-spotware/world'
import type { Channel } from './channel'
import { Connection } from './connection'
import type { Codec, Outgoing } from './envelope'
import { RequestBudget } from './request-budget'
import { reply } from './request-kind'
import type { Environment } from './session'
import { wireCashOperation, wireDeal, wireOrder, wirePosition, wireTrader } from './wire-records'
import { wireEnum } from './wire-schema'

/** All clients on all endpoints, and the news that is pushed to them. */
export class Connections {
  readonly #world: World
  readonly #open = new Set<Connection>()
  #budget = new RequestBudget()
  #lastId = 0

  constructor(world: World) {
    this.#world = world
    world.events.on('tokenInvalidated', (accessToken, reason) => {
      for (const connection of this.#open) {
        const ctidTraderAccountIds = connection.session.endAccountsOf(accessToken)
        if (ctidTraderAccountIds.length === 0) continue
        connection.send(
          reply('ProtoOAAccountsTokenInvalidatedEvent', { ctidTraderAccountIds, reason }),
        )
      }
    })
    world.events.on('executed', (account, execution) => {
      for (const event of executionEvents(account, execution, world)) this.#push(account, event)
    })
    world.events.on('cashBooked', (account, operation) => {
      for (const event of cashEvents(account, operation)) this.#push(account, event)
    })
    world.events.on('reset', () => {
      this.#budget = new RequestBudget()
      for (const connection of this.#open) connection.disconnect('Server was reset')
    })
  }

  add(channel: Channel, codec: Codec, environment: Environment): void {
    this.#lastId += 1
    const connection = new Connection({
      id: this.#lastId,
      world: this.#world,
      environment,
      channel,
      codec,
      applicationLimits: {
        budget: this.#budget,
        count: () => [...this.#open].filter(({ session }) => session.application).length,
      },
    })
    this.#open.add(connection)
    channel.onClose(() => this.#open.delete(connection))
  }

  get size(): number {
    return this.#open.size
  }

  destroyAll(): void {
    for (const connection of this.#open) connection.destroy()
  }

  #push(account: TradingAccount, event: Outgoing): void {
    for (const connection of this.#open) {
      if (connection.session.hasAccount(account.profile.accountId)) connection.send(event)
    }
  }
}

function executionEvents(
  account: TradingAccount,
  { order, deals, position }: Execution,
  world: World,
): Outgoing[] {
  const { profile } = account
  return deals.map((deal) =>
    reply('ProtoOAExecutionEvent', {
      ctidTraderAccountId: profile.accountId,
      executionType: wireEnum('ProtoOAExecutionType', 'ORDER_FILLED'),
      position: position && wirePosition(position, account, world),
      order: wireOrder(order),
      deal: wireDeal(deal, profile, world),
      isServerEvent: false,
    }),
  )
}

function cashEvents(account: TradingAccount, operation: CashOperation): Outgoing[] {
  const ctidTraderAccountId = account.profile.accountId
  return [
    reply('ProtoOAExecutionEvent', {
      ctidTraderAccountId,
      executionType: wireEnum('ProtoOAExecutionType', 'DEPOSIT_WITHDRAW'),
      depositWithdraw: wireCashOperation(operation, account.profile),
      isServerEvent: true,
    }),
    reply('ProtoOATraderUpdatedEvent', { ctidTraderAccountId, trader: wireTrader(account) }),
  ]
}
