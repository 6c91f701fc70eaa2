import { EventEmitter } from 'node:events'
import type { AccountStatus } from './accounts/account-status'
import type { Execution } from './accounts/instruction'
import type { CashOperation, Deal } from './accounts/records'
import type { TradingAccount } from './accounts/trading-account'
import { type Behaviour, behaviourOf } from './behaviour'
import { type Clock, createClock } from './clock'
import { Crm } from './crm/crm'
import { BrokerRecords } from './ctrader-backend/broker-records'
import type { Application } from './ctrader-id/application'
import { type GrantEnding, Grants } from './ctrader-id/grants'
import { Faults } from './faults/faults'
import { type IssuedSecret, IssuedSecrets } from './issued-secrets'
import { Market } from './market/market'
import { People } from './personas/people'
import { TradingAccounts } from './personas/trading-accounts'
import { RequestLog } from './request-log'
import { type Beginning, chooseBeginning } from './scenario/beginning'
import type { StartSettings } from './settings'
import type { KeptState } from './state/kept-state'
import { Violations } from './violations'

/** What happens in the world and concerns those who are connected, or the state that is kept. */
interface WorldEvents {
  grantsChanged: []
  tokenInvalidated: [accessToken: string, ending: GrantEnding]
  secretIssued: []
  applicationChanged: []
  clockAdvanced: []
  peopleChanged: []
  brokerRecordsChanged: []
  crmChanged: []
  executed: [account: TradingAccount, execution: Execution]
  cashBooked: [account: TradingAccount, operation: CashOperation]
  dealCorrected: [account: TradingAccount, deal: Deal]
  accountStatusChanged: [accountId: number, status: AccountStatus]
  accountSessionsLost: [accountId: number, isAnnounced: boolean]
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
  readonly brokerRecords: BrokerRecords
  readonly grants: Grants
  /** A system of its own: nobody but the CRM's own server and the control API may use it. */
  readonly crm: Crm
  /** Of the accounts that are not simply active. */
  readonly accountStatuses = new Map<number, AccountStatus>()
  readonly requests: RequestLog
  readonly faults: Faults
  readonly violations = new Violations()
  readonly events = new EventEmitter<WorldEvents>()

  readonly #accounts: TradingAccounts
  readonly #beginning: Beginning

  /**
   * `kept` is what an earlier run left behind; throws when that cannot have been this world, and
   * has not moved the clock then. `knownSecrets` are those handed out by earlier runs.
   */
  constructor(
    settings: StartSettings,
    clock: Clock = createClock(),
    kept?: KeptState,
    beginning: Beginning = chooseBeginning(settings),
    knownSecrets: readonly IssuedSecret[] = [],
  ) {
    this.settings = settings
    this.#beginning = beginning
    this.clock = clock
    // records made in the time that was moved to must not lie in the future
    const toCatchUp = Math.max(0, (kept?.clockAheadMs ?? 0) - clock.aheadMs())
    const now = clock.now() + toCatchUp
    this.market = new Market(settings.seed)
    this.behaviour = { ...behaviourOf(settings), ...beginning.switches }
    this.application = {
      name: 'Tallybook',
      clientId: settings.clientId,
      clientSecret: settings.clientSecret,
      redirectUris: settings.redirectUris,
      isActive: kept?.isApplicationActive ?? true,
    }
    this.issued = new IssuedSecrets(knownSecrets, () => this.events.emit('secretIssued'))
    this.issued.record('clientSecret', settings.clientSecret, now)
    this.requests = new RequestLog(this.issued)
    this.faults = new Faults(clock, settings.seed)
    this.people = new People(
      beginning.people,
      () => this.events.emit('peopleChanged'),
      kept?.people,
    )
    this.brokerRecords = new BrokerRecords(
      () => this.events.emit('brokerRecordsChanged'),
      kept?.brokerRecords,
    )
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
    this.crm = new Crm(
      {
        clock,
        behaviour: this.behaviour,
        issued: this.issued,
        onChanged: () => this.events.emit('crmChanged'),
      },
      kept?.crm,
    )
    const { seed, reversalForm, recordIds } = settings
    this.#accounts = new TradingAccounts(
      this.people,
      { market: this.market, seed, until: now, reversalForm, recordIds },
      kept?.accounts,
    )
    clock.advance(toCatchUp)
    for (const fault of beginning.faults) this.faults.add(fault)
  }

  /** The account with its whole history, which is made when it is first asked for. */
  account(accountId: number): TradingAccount | undefined {
    return this.#accounts.find(accountId)
  }

  /** As `account`, but a long history is made in slices, so that everybody else is served. */
  openAccount(accountId: number): Promise<TradingAccount | undefined> {
    return this.#accounts.open(accountId)
  }

  /** The account if its history is there already; never makes one. */
  madeAccount(accountId: number): TradingAccount | undefined {
    return this.#accounts.made(accountId)
  }

  /** Tokens and codes age with it. Not even a reset brings the time back. */
  advanceClock(milliseconds: number): void {
    this.clock.advance(milliseconds)
    this.events.emit('clockAdvanced')
  }

  setApplicationActive(isActive: boolean): void {
    this.application.isActive = isActive
    this.events.emit('applicationChanged')
  }

  /** What the next run has to know to go on as if there had been no pause. */
  kept(): KeptState {
    return {
      clockAheadMs: this.clock.aheadMs(),
      isApplicationActive: this.application.isActive,
      people: this.people.kept(),
      brokerRecords: this.brokerRecords.kept(),
      crm: this.crm.kept(),
      grants: this.grants.kept(),
      accounts: this.#accounts.kept(),
    }
  }

  /** Back to the first minute: histories anew, no grants, nothing seen. Issued secrets stay known. */
  reset(): void {
    this.grants.revokeAll()
    this.accountStatuses.clear()
    this.people.reset()
    this.brokerRecords.reset()
    this.crm.reset()
    this.#accounts.reset(this.clock.now())
    this.requests.clear()
    this.violations.clear()
    this.faults.reset()
    for (const fault of this.#beginning.faults) this.faults.add(fault)
    this.application.isActive = true
    Object.assign(this.behaviour, behaviourOf(this.settings), this.#beginning.switches)
    this.events.emit('reset')
  }
}
