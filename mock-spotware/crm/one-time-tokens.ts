import type { CrmParts } from './crm-parts'
import { type DeadToken, hashToken, isTokenShaped } from './token-hash'

/** An expired token is told apart from an unknown one for this long. */
const REMEMBERED_MS = 24 * 60 * 60 * 1_000

/**
 * `login` is exchanged by the cTrader back end, `inApp` opens one of the CRM's own screens. `return`
 * goes back from such a screen: whoever has only that much of a person must not be signed in by it.
 */
export type OneTimePurpose = 'login' | 'inApp' | 'return'

export interface OneTimeToken {
  userId: number
  purpose: OneTimePurpose
  /** The person ticked "Keep me logged in", so the exchange yields a long-term token. */
  keepLoggedIn: boolean
}

interface StoredToken extends OneTimeToken {
  expiresAt: number
}

/** Tokens that prove for a minute, and once, that somebody has just signed in. In memory only. */
export class OneTimeTokens {
  readonly #parts: CrmParts
  readonly #byHash = new Map<string, StoredToken>()

  constructor(parts: CrmParts) {
    this.#parts = parts
  }

  issue(wanted: OneTimeToken): string {
    const { clock, behaviour, issued } = this.#parts
    this.#forgetLongExpired()
    const token = issued.issue('oneTimeToken', clock.now())
    const expiresAt = clock.now() + behaviour.oneTimeTokenLifeSeconds * 1_000
    this.#byHash.set(hashToken(token), { ...wanted, expiresAt })
    return token
  }

  /**
   * Uses the token up, in one step: of many who present it one gets it. A token of another purpose
   * is unknown here, and stays good for its own.
   */
  take(token: string, purpose: OneTimePurpose): OneTimeToken | DeadToken {
    if (!isTokenShaped(token)) return 'malformed'
    const hash = hashToken(token)
    const stored = this.#byHash.get(hash)
    if (stored?.purpose !== purpose) return 'unknown'
    if (stored.expiresAt <= this.#parts.clock.now()) return 'expired'
    this.#byHash.delete(hash)
    return stored
  }

  /** For a CRM that breaks the contract: what puts the token back once it was taken. */
  copy(token: string): (() => void) | undefined {
    const hash = hashToken(token)
    const stored = this.#byHash.get(hash)
    return stored && (() => this.#byHash.set(hash, stored))
  }

  /** For a CRM that breaks the contract: an expired token is good again. */
  prolong(token: string): void {
    const stored = this.#byHash.get(hashToken(token))
    if (stored) stored.expiresAt = Number.MAX_SAFE_INTEGER
  }

  revokeAllOf(userId: number): void {
    for (const [hash, stored] of this.#byHash) {
      if (stored.userId === userId) this.#byHash.delete(hash)
    }
  }

  clear(): void {
    this.#byHash.clear()
  }

  #forgetLongExpired(): void {
    for (const [hash, { expiresAt }] of this.#byHash) {
      if (expiresAt + REMEMBERED_MS <= this.#parts.clock.now()) this.#byHash.delete(hash)
    }
  }
}
