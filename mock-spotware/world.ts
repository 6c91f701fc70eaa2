import { EventEmitter } from 'node:events'
import { repeatByHand } from './accounts/hand-made'
import type { Execution } from './accounts/instruction'
import type { CashOperation } from './accounts/records'
import { openTradingAccount, type TradingAccount } from './accounts/trading-account'
import { type Clock, createClock } from './clock'
import type { Application } from './ctrader-id/application'
import { type GrantEnding, Grants } from './ctrader-id/grants'
import { IssuedSecrets } from './issued-secrets'
import { Market } from './market/market'
import { People } from './personas/people'
import { personas } from './personas/personas'
import { RequestLog } from './request-log'
import { type Behaviour, behaviourSchema, type StartSettings } from './settings'
import type { KeptAccount, KeptState } from './state/kept-state'
import { Violations } from './violations'

/** What happens in the world and concerns those who are connected, or the state that is kept. */
interface WorldEvents {
  grantsChanged: []
  tokenInvalidated: [accessToken: string, ending: GrantEnding]
  secretIssued: []
  applicationChanged: []
  peopleChanged: []
  executed: [account: TradingAccount, execution: Execution]
  cashBooked: [account: TradingAccount, operation: CashOperation]
  reset: []
}

/** Everything the servers have in common: people, accounts, grants and what was seen so far. */
export class World {
  readonly settings: StartSettings
  readonly clock: Clock
  readonly market: Market
  readonly application: Application
  readonly behaviour: Behaviour
  readonly issued: IssuedSecrets
  readonly people: People
  readonly grants: Grants
  readonly requests = new RequestLog()
  readonly violations = new Violations()
  readonly events = new EventEmitter<WorldEvents>()

  readonly #accounts = new Map<number, TradingAccount>()
  #historyUntil: number

  /** `kept` is what an earlier run left behind; throws when that cannot have been this world. */
  constructor(settings: StartSettings, clock: Clock = createClock(), kept?: KeptState) {
    this.settings = settings
    this.clock = clock
    this.#historyUntil = clock.now()
    this.market = new Market(settings.seed)
    this.behaviour = initialBehaviour(settings)
    this.application = {
      name: 'Tallybook',
      clientId: settings.clientId,
      clientSecret: settings.clientSecret,
      redirectUris: settings.redirectUris,
      isActive: kept?.isApplicationActive ?? true,
    }
    this.issued = new IssuedSecrets(kept?.issued ?? [], () => this.events.emit('secretIssued'))
    this.issued.record('clientSecret', settings.clientSecret, clock.now())
    this.people = new People(personas, () => this.events.emit('peopleChanged'), kept?.people)
    this.grants = new Grants({
      people: this.people,
      clock,
      behaviour: this.behaviour,
      issued: this.issued,
      kept: kept?.grants,
      onChanged: () => this.events.emit('grantsChanged'),
      onTokenInvalidated: (accessToken, ending) =>
        this.events.emit('tokenInvalidated', accessToken, ending),
    })
    for (const account of kept?.accounts ?? []) this.#restoreAccount(account)
  }

  /** The account with its whole history, which is made when it is first asked for. */
  account(accountId: number): TradingAccount | undefined {
    return this.#accounts.get(accountId) ?? this.#openAccount(accountId, this.#historyUntil)
  }

  setApplicationActive(isActive: boolean): void {
    this.application.isActive = isActive
    this.events.emit('applicationChanged')
  }

  /** What the next run has to know to go on as if there had been no pause. */
  kept(): KeptState {
    return {
      isApplicationActive: this.application.isActive,
      people: this.people.kept(),
      grants: this.grants.kept(),
      accounts: [...this.#accounts.values()]
        .filter(({ handMade }) => handMade.length > 0)
        .map(({ profile, book, generatedUpTo, handMade }) => ({
          accountId: profile.accountId,
          generatedUpTo,
          handMade,
          balance: String(book.balance),
          balanceVersion: book.balanceVersion,
        })),
      issued: this.issued.all(),
    }
  }

  /** Back to the first minute: histories anew, no grants, nothing seen. Issued secrets stay known. */
  reset(): void {
    this.grants.revokeAll()
    this.#accounts.clear()
    this.people.reset()
    this.#historyUntil = this.clock.now()
    this.requests.clear()
    this.violations.clear()
    this.application.isActive = true
    Object.assign(this.behaviour, initialBehaviour(this.settings))
    this.events.emit('reset')
  }

  #openAccount(accountId: number, until: number): TradingAccount | undefined {
    const described = this.people.account(accountId)
    if (!described) return undefined
    const { seed, reversalForm } = this.settings
    const account = openTradingAccount(described, {
      market: this.market,
      seed,
      until,
      reversalForm,
    })
    this.#accounts.set(accountId, account)
    return account
  }

  /** Its generated history ends where it did, so that what was made by hand fits on top again. */
  #restoreAccount({ accountId, generatedUpTo, handMade, balance, balanceVersion }: KeptAccount) {
    const account = this.#openAccount(accountId, generatedUpTo)
    if (!account) throw new RangeError(`there is no account ${accountId}`)
    repeatByHand(account, handMade)
    const { book } = account
    if (String(book.balance) !== balance || book.balanceVersion !== balanceVersion) {
      throw new RangeError(`account ${accountId} has another generated history by now`)
    }
  }
}

function initialBehaviour(settings: StartSettings): Behaviour {
  const names = Object.keys(behaviourSchema.shape)
  return behaviourSchema.parse(
    Object.fromEntries(Object.entries(settings).filter(([name]) => names.includes(name))),
  )
}
