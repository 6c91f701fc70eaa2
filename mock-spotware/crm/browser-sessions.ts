import type { CrmParts } from './crm-parts'
import { hashToken } from './token-hash'

const LIFE_MS = 12 * 60 * 60 * 1_000

export type InAppAction = 'deposit' | 'withdrawal' | 'kyc' | 'account'

/** What a browser may do here: everything in its client area, or one in-app action. */
export interface BrowserSession {
  userId: number
  /** Ticked "Keep me logged in". */
  keepLoggedIn: boolean
  /** Absent for the client area. */
  action?: InAppAction
  /** The trading account the action is for. */
  account?: number
}

interface StoredSession extends BrowserSession {
  expiresAt: number
}

/** Who is signed in to the client area or to an in-app screen, in which browser. In memory only. */
export class BrowserSessions {
  readonly #parts: CrmParts
  readonly #byHash = new Map<string, StoredSession>()

  constructor(parts: CrmParts) {
    this.#parts = parts
  }

  /** Returns what goes into the cookie. */
  begin(session: BrowserSession): string {
    this.#dropExpired()
    const { clock, issued } = this.#parts
    const id = issued.issue('signInSession', clock.now())
    const stored = { ...session, expiresAt: clock.now() + LIFE_MS }
    this.#byHash.set(hashToken(id), stored)
    return id
  }

  find(id: string | undefined): BrowserSession | undefined {
    const session = this.#byHash.get(hashToken(id ?? ''))
    return session && session.expiresAt > this.#parts.clock.now() ? session : undefined
  }

  end(id: string | undefined): void {
    this.#byHash.delete(hashToken(id ?? ''))
  }

  endAllOf(userId: number): void {
    for (const [hash, session] of this.#byHash) {
      if (session.userId === userId) this.#byHash.delete(hash)
    }
  }

  clear(): void {
    this.#byHash.clear()
  }

  #dropExpired(): void {
    for (const [hash, { expiresAt }] of this.#byHash) {
      if (expiresAt <= this.#parts.clock.now()) this.#byHash.delete(hash)
    }
  }
}
