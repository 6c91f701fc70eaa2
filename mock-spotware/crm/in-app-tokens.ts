import type { CrmParts } from './crm-parts'
import type { LongTermTokens } from './long-term-tokens'
import { hashToken } from './token-hash'

/** Of one that nobody uses. */
const LIFE_MS = 7 * 24 * 60 * 60 * 1_000

interface StoredToken {
  userId: number
  /** Hash of the device's long-term token; absent for a sign-in without one. */
  device?: string
  expiresAt: number
}

/** The inappTokens, one per session in cTrader. In memory only: a new session gets a new one. */
export class InAppTokens {
  readonly #parts: CrmParts
  readonly #longTermTokens: LongTermTokens
  readonly #byHash = new Map<string, StoredToken>()

  constructor(parts: CrmParts, longTermTokens: LongTermTokens) {
    this.#parts = parts
    this.#longTermTokens = longTermTokens
  }

  /** Replaces the one the same device had before. */
  issue(userId: number, longTermToken?: string): string {
    this.#endWhere((stored) => !this.#isAlive(stored))
    const device = longTermToken && hashToken(longTermToken)
    if (device) this.endOfDevice(userId, longTermToken)
    const token = this.#parts.issued.issue('inappToken', this.#parts.clock.now())
    this.#byHash.set(hashToken(token), { userId, device, expiresAt: this.#nextExpiry() })
    return token
  }

  /** Every use prolongs its life, but none beyond that of the device's long-term token. */
  use(token: string, userId: number): boolean {
    const stored = this.#byHash.get(hashToken(token))
    if (stored?.userId !== userId || !this.#isAlive(stored)) return false
    stored.expiresAt = this.#nextExpiry()
    return true
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

  #isAlive({ device, expiresAt }: StoredToken): boolean {
    const isDeviceAlive = device === undefined || this.#longTermTokens.isAlive(device)
    return isDeviceAlive && expiresAt > this.#parts.clock.now()
  }

  #nextExpiry(): number {
    return this.#parts.clock.now() + LIFE_MS
  }

  #endWhere(isMeant: (stored: StoredToken) => boolean): void {
    for (const [hash, stored] of this.#byHash) {
      if (isMeant(stored)) this.#byHash.delete(hash)
    }
  }
}
