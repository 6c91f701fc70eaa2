import { ApiTokens } from './api-tokens'
import { BrowserSessions } from './browser-sessions'
import { Clients } from './clients'
import type { CrmParts } from './crm-parts'
import { InAppTokens } from './in-app-tokens'
import type { KeptCrm } from './kept-crm'
import { LongTermTokens } from './long-term-tokens'
import { OneTimeTokens } from './one-time-tokens'
import { OpenPayments } from './open-payments'
import { WrongPasswords } from './wrong-passwords'

/** Everything the broker's CRM knows. It shares nothing with the cTrader back end. */
export class Crm {
  readonly clients: Clients
  readonly apiTokens: ApiTokens
  readonly oneTimeTokens: OneTimeTokens
  readonly longTermTokens: LongTermTokens
  readonly inAppTokens: InAppTokens
  readonly sessions: BrowserSessions
  readonly openPayments: OpenPayments
  /** Of the cTrader back end. */
  readonly wrongPasswords: WrongPasswords
  /** Of people, by what they call themselves. */
  readonly wrongLogins: WrongPasswords
  readonly #resetListeners: (() => void)[] = []
  readonly #parts: CrmParts

  constructor(parts: CrmParts, kept?: KeptCrm) {
    this.#parts = parts
    this.clients = new Clients(parts, kept?.clients)
    this.apiTokens = new ApiTokens(parts, kept?.apiTokens ?? [])
    this.oneTimeTokens = new OneTimeTokens(parts)
    this.longTermTokens = new LongTermTokens(parts, kept?.longTermTokens ?? [])
    this.inAppTokens = new InAppTokens(parts, this.longTermTokens)
    this.sessions = new BrowserSessions(parts)
    this.openPayments = new OpenPayments(parts.onChanged, kept?.openPayments)
    this.wrongPasswords = new WrongPasswords(parts.clock)
    this.wrongLogins = new WrongPasswords(parts.clock)
  }

  /** For whoever remembers something of the CRM elsewhere. */
  onReset(listener: () => void): void {
    this.#resetListeners.push(listener)
  }

  /**
   * The person left a cTrader application: what belonged to that device ends, and no other. False
   * when the token was somebody else's, who keeps it.
   */
  logOut(userId: number, longTermToken: string | undefined): boolean {
    this.sessions.endAllOf(userId)
    this.oneTimeTokens.revokeAllOf(userId)
    this.inAppTokens.endOfDevice(userId, longTermToken)
    return longTermToken === undefined || this.longTermTokens.end(longTermToken, userId)
  }

  /** Withdraws everything the person could come back with; signing in again works. */
  revokeAllTokens(userId: number): void {
    this.sessions.endAllOf(userId)
    this.oneTimeTokens.revokeAllOf(userId)
    this.longTermTokens.revokeAllOf(userId)
    this.inAppTokens.revokeAllOf(userId)
  }

  kept(): KeptCrm {
    return {
      clients: this.clients.kept(),
      apiTokens: this.apiTokens.kept(),
      longTermTokens: this.longTermTokens.kept(),
      openPayments: this.openPayments.all(),
    }
  }

  /** Back to the first minute. */
  reset(): void {
    this.clients.reset()
    this.apiTokens.clear()
    this.oneTimeTokens.clear()
    this.longTermTokens.clear()
    this.inAppTokens.clear()
    this.sessions.clear()
    this.openPayments.clear()
    this.wrongPasswords.clear()
    this.wrongLogins.clear()
    for (const listener of this.#resetListeners) listener()
    this.#parts.onChanged()
  }
}
