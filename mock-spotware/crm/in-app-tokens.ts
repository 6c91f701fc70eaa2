import type { CrmParts } from './crm-parts'
import { hashToken } from './token-hash'

interface StoredToken {
  userId: number
  /** Hash of the device's long-term token; absent for a sign-in without one. */
  device?: string
}

/** The inappTokens, one per session in cTrader. In memory only: a new session gets a new one. */
export class InAppTokens {
  readonly #parts: CrmParts
  readonly #byHash = new Map<string, StoredToken>()

  constructor(parts: CrmParts) {
    this.#parts = parts
  }

  /** Replaces the one the same device had before. */
  issue(userId: number, longTermToken?: string): string {
    const device = longTermToken && hashToken(longTermToken)
    if (device) this.endOfDevice(userId, longTermToken)
    const token = this.#parts.issued.issue('inappToken', this.#parts.clock.now())
    this.#byHash.set(hashToken(token), { userId, device })
    return token
  }

  isValid(token: string, userId: number): boolean {
    return this.#byHash.get(hashToken(token))?.userId === userId
  }

  /** Without a long-term token: those of every sign-in that had none. */
  endOfDevice(userId: number, longTermToken: string | undefined): void {
    const device = longTermToken && hashToken(longTermToken)
    this.#endWhere((stored) => stored.userId === userId && stored.device === device)
  }

  revokeAllOf(userId: number): void {
    this.#endWhere((stored) => stored.userId === userId)
  }

  clear(): void {
    this.#byHash.clear()
  }

  #endWhere(isMeant: (stored: StoredToken) => boolean): void {
    for (const [hash, stored] of this.#byHash) {
      if (isMeant(stored)) this.#byHash.delete(hash)
    }
  }
}
