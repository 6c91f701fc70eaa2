import { EventEmitter } from 'node:events'
import type { Execution } from './accounts/account-book'
import type { CashOperation } from './accounts/records'
import { openTradingAccount, type TradingAccount } from './accounts/trading-account'
import { type Clock, createClock } from './clock'
import type { Application } from './ctrader-id/application'
import { type GrantEnding, Grants } from './ctrader-id/grants'
import { IssuedSecrets } from './issued-secrets'
import { Market } from './market/market'
import { personas } from './personas/personas'
import { RequestLog } from './request-log'
import { type Behaviour, behaviourSchema, type StartSettings } from './settings'
import { Violations } from './violations'

/** What happens in the world and concerns somebody who is connected. */
interface WorldEvents {
  tokenInvalidated: [accessToken: string, ending: GrantEnding]
  executed: [account: TradingAccount, execution: Execution]
  cashBooked: [account: TradingAccount, operation: CashOperation]
  reset: []
}

/** Everything the servers have in common: people, accounts, grants and what was seen so far. */
export class World {
  readonly clock: Clock
  readonly market: Market
  readonly application: Application
  readonly behaviour: Behaviour
  readonly issued = new IssuedSecrets()
  readonly grants: Grants
  readonly requests = new RequestLog()
  readonly violations = new Violations()
  readonly events = new EventEmitter<WorldEvents>()

  readonly #settings: StartSettings
  readonly #accounts = new Map<number, TradingAccount>()
  #historyUntil: number

  constructor(settings: StartSettings, clock: Clock = createClock()) {
    this.clock = clock
    this.#settings = settings
    this.#historyUntil = clock.now()
    this.market = new Market(settings.seed)
    this.behaviour = initialBehaviour(settings)
    this.application = {
      name: 'Tallybook',
      clientId: settings.clientId,
      clientSecret: settings.clientSecret,
      redirectUris: settings.redirectUris,
      isActive: true,
    }
    this.issued.record('clientSecret', settings.clientSecret, clock.now())
    this.grants = new Grants({
      clock,
      behaviour: this.behaviour,
      issued: this.issued,
      onTokenInvalidated: (accessToken, ending) =>
        this.events.emit('tokenInvalidated', accessToken, ending),
    })
  }

  /** The account with its whole history, which is made when it is first asked for. */
  account(accountId: number): TradingAccount | undefined {
    const known = this.#accounts.get(accountId)
    if (known) return known
    const described = personas
      .flatMap((persona) => persona.accounts)
      .find(({ profile }) => profile.accountId === accountId)
    if (!described) return undefined
    const account = openTradingAccount(described, {
      market: this.market,
      seed: this.#settings.seed,
      until: this.#historyUntil,
      reversalForm: this.#settings.reversalForm,
    })
    this.#accounts.set(accountId, account)
    return account
  }

  /** Back to the first minute: histories anew, no grants, nothing seen. Issued secrets stay known. */
  reset(): void {
    this.grants.revokeAll()
    this.#accounts.clear()
    this.#historyUntil = this.clock.now()
    this.requests.clear()
    this.violations.clear()
    this.application.isActive = true
    Object.assign(this.behaviour, initialBehaviour(this.#settings))
    this.events.emit('reset')
  }
}

function initialBehaviour(settings: StartSettings): Behaviour {
  const names = Object.keys(behaviourSchema.shape)
  return behaviourSchema.parse(
    Object.fromEntries(Object.entries(settings).filter(([name]) => names.includes(name))),
  )
}
