import type { CrmParts } from './crm-parts'
import type { KeptApiToken } from './kept-crm'
import { hashToken } from './token-hash'

/**
 * The crmApiTokens of the cTrader back end. Several are valid at once: it keeps its own in memory
 * only, so after a restart it asks for another one.
 */
export class ApiTokens {
  readonly #parts: CrmParts
  readonly #expiryByHash: Map<string, number>

  constructor(parts: CrmParts, kept: readonly KeptApiToken[]) {
    this.#parts = parts
    this.#expiryByHash = new Map(kept.map(({ hash, expiresAt }) => [hash, expiresAt]))
  }

  issue(): string {
    const { clock, behaviour, issued, onChanged } = this.#parts
    this.#dropExpired()
    const token = issued.issue('crmApiToken', clock.now())
    const expiresAt = clock.now() + behaviour.crmApiTokenLifeSeconds * 1_000
    this.#expiryByHash.set(hashToken(token), expiresAt)
    onChanged()
    return token
  }

  isValid(token: string): boolean {
    const expiresAt = this.#expiryByHash.get(hashToken(token))
    return expiresAt !== undefined && expiresAt > this.#parts.clock.now()
  }

  kept(): KeptApiToken[] {
    return [...this.#expiryByHash].map(([hash, expiresAt]) => ({ hash, expiresAt }))
  }

  clear(): void {
    this.#expiryByHash.clear()
  }

  #dropExpired(): void {
    for (const [hash, expiresAt] of this.#expiryByHash) {
      if (expiresAt <= this.#parts.clock.now()) this.#expiryByHash.delete(hash)
    }
  }
}
