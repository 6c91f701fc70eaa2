import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import type { World } from '@/mock-spotware/world'
import type { Channel } from './channel'
import { Connection } from './connection'
import type { Codec, Outgoing } from './envelope'
import { cashEvents, correctionEvents, executionEvents, rolloverEvents } from './pushed-events'
import { RequestBudget } from './request-budget'
import { reply } from './request-kind'
import type { Environment } from './session'
import { watchRollovers } from './watch-rollovers'

/** All clients on all endpoints, and the news that is pushed to them. */
export class Connections {
  readonly #world: World
  readonly #open = new Set<Connection>()
  #budget = new RequestBudget()
  #lastId = 0
  readonly #stopWatching: () => void

  constructor(world: World) {
    this.#world = world
    this.#stopWatching = watchRollovers(world.clock, () => this.#pushRollovers())
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
      for (const event of cashEvents(account, operation, world)) this.#push(account, event)
    })
    world.events.on('dealCorrected', (account, deal) => {
      for (const event of correctionEvents(account, deal, world)) this.#push(account, event)
    })
    world.events.on('accountStatusChanged', (accountId, status) => {
      if (status === 'gone') this.#endSessions(accountId, deletionEvent(accountId))
      if (status === 'disabled' || status === 'unreachable') {
        this.#endSessions(accountId, disconnectEvent(accountId))
      }
    })
    world.events.on('accountSessionsLost', (accountId, isAnnounced) => {
      this.#endSessions(accountId, isAnnounced ? disconnectEvent(accountId) : undefined)
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

  all(): Iterable<Connection> {
    return [...this.#open]
  }

  get size(): number {
    return this.#open.size
  }

  destroyAll(): void {
    this.#stopWatching()
    for (const connection of this.#open) connection.destroy()
  }

  #push(account: TradingAccount, event: Outgoing): void {
    for (const connection of this.#open) {
      if (connection.session.hasAccount(account.profile.accountId)) connection.send(event)
    }
  }

  #pushRollovers(): void {
    for (const connection of this.#open) {
      for (const account of connection.session.accounts()) {
        for (const event of rolloverEvents(account, this.#world)) connection.send(event)
      }
    }
  }

  #endSessions(accountId: number, farewell: Outgoing | undefined): void {
    for (const connection of this.#open) {
      if (!connection.session.hasAccount(accountId)) continue
      connection.session.endAccount(accountId)
      if (farewell) connection.send(farewell)
    }
  }
}

function disconnectEvent(ctidTraderAccountId: number): Outgoing {
  return reply('ProtoOAAccountDisconnectEvent', { ctidTraderAccountId })
}

function deletionEvent(accountId: number): Outgoing {
  return reply('ProtoOAAccountsTokenInvalidatedEvent', {
    ctidTraderAccountIds: [accountId],
    reason: 'Trading account was deleted',
  })
}
