import { ApiTokens } from './api-tokens'
import { BrowserSessions } from './browser-sessions'
import { Clients } from './clients'
import type { CrmParts } from './crm-parts'
import { InAppTokens } from './in-app-tokens'
import type { KeptCrm } from './kept-crm'
import { LongTermTokens } from './long-term-tokens'
import { OneTimeTokens } from './one-time-tokens'
import { WrongPasswords } from './wrong-passwords'

/** Everything the broker's CRM knows. It shares nothing with the cTrader back end. */
export class Crm {
  readonly clients: Clients
  readonly apiTokens: ApiTokens
  readonly oneTimeTokens: OneTimeTokens
  readonly longTermTokens: LongTermTokens
  readonly inAppTokens: InAppTokens
  readonly sessions: BrowserSessions
  /** Of the cTrader back end. */
  readonly wrongPasswords: WrongPasswords
  readonly #parts: CrmParts

  constructor(parts: CrmParts, kept?: KeptCrm) {
    this.#parts = parts
    this.clients = new Clients(parts, kept?.clients)
    this.apiTokens = new ApiTokens(parts, kept?.apiTokens ?? [])
    this.oneTimeTokens = new OneTimeTokens(parts)
    this.longTermTokens = new LongTermTokens(parts, kept?.longTermTokens ?? [])
    this.inAppTokens = new InAppTokens(parts)
    this.sessions = new BrowserSessions(parts)
    this.wrongPasswords = new WrongPasswords(parts.clock)
  }

  /** The person left a cTrader application: what belonged to that device ends, and no other. */
  logOut(userId: number, longTermToken: string | undefined): void {
    this.sessions.endAllOf(userId)
    this.oneTimeTokens.revokeAllOf(userId)
    if (longTermToken !== undefined) this.longTermTokens.end(longTermToken, userId)
    this.inAppTokens.endOfDevice(userId, longTermToken)
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
    this.wrongPasswords.clear()
    this.#parts.onChanged()
  }
}
