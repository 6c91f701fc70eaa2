import type { CrmParts } from './crm-parts'
import type { KeptLongTermToken } from './kept-crm'
import { type DeadToken, hashToken, isTokenShaped } from './token-hash'

/** An expired token is told apart from an unknown one for this long. */
const REMEMBERED_MS = 90 * 24 * 60 * 60 * 1_000

/** The accessTokens of "Keep me logged in", one per device. Every use prolongs their life. */
export class LongTermTokens {
  readonly #parts: CrmParts
  readonly #byHash: Map<string, KeptLongTermToken>

  constructor(parts: CrmParts, kept: readonly KeptLongTermToken[]) {
    this.#parts = parts
    this.#byHash = new Map(kept.map((token) => [token.hash, { ...token }]))
  }

  /** The only time the token itself is seen. */
  issue(userId: number): string {
    const { clock, issued, onChanged } = this.#parts
    this.#forgetLongExpired()
    const token = issued.issue('longTermToken', clock.now())
    const hash = hashToken(token)
    this.#byHash.set(hash, { hash, userId, expiresAt: this.#nextExpiry() })
    onChanged()
    return token
  }

  use(token: string): { userId: number } | DeadToken {
    if (!isTokenShaped(token)) return 'malformed'
    const stored = this.#byHash.get(hashToken(token))
    if (!stored) return 'unknown'
    if (stored.expiresAt <= this.#parts.clock.now()) return 'expired'
    stored.expiresAt = this.#nextExpiry()
    this.#parts.onChanged()
    return { userId: stored.userId }
  }

  /** Whether the token of this hash still signs somebody in. */
  isAlive(hash: string): boolean {
    const stored = this.#byHash.get(hash)
    return stored !== undefined && stored.expiresAt > this.#parts.clock.now()
  }

  /** False when it is the token of somebody else, who keeps it. */
  end(token: string, userId: number): boolean {
    const hash = hashToken(token)
    const owner = this.#byHash.get(hash)?.userId
    if (owner !== userId) return owner === undefined
    this.#byHash.delete(hash)
    this.#parts.onChanged()
    return true
  }

  /** For a CRM that breaks the contract: an expired token is good again. */
  prolong(token: string): void {
    const stored = this.#byHash.get(hashToken(token))
    if (stored) stored.expiresAt = this.#nextExpiry()
  }

  revokeAllOf(userId: number): void {
    for (const [hash, stored] of this.#byHash) {
      if (stored.userId === userId) this.#byHash.delete(hash)
    }
    this.#parts.onChanged()
  }

  kept(): KeptLongTermToken[] {
    return [...this.#byHash.values()]
  }

  clear(): void {
    this.#byHash.clear()
  }

  #nextExpiry(): number {
    const { clock, behaviour } = this.#parts
    return clock.now() + behaviour.longTermTokenLifeSeconds * 1_000
  }

  #forgetLongExpired(): void {
    for (const [hash, { expiresAt }] of this.#byHash) {
      if (expiresAt + REMEMBERED_MS <= this.#parts.clock.now()) this.#byHash.delete(hash)
    }
  }
}
