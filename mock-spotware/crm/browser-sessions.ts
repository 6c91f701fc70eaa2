import type { CrmParts } from './crm-parts'
import { hashToken } from './token-hash'

const AREA_LIFE_MS = 12 * 60 * 60 * 1_000
const ACTION_LIFE_MS = 30 * 60 * 1_000
/** For as long a button that was pressed twice is answered twice. */
const FINISHED_LIFE_MS = 60 * 1_000

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
  /** What ended the action; the very same form, and nothing else, leads back once more. */
  finishedBy?: string
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
    const life = session.action === undefined ? AREA_LIFE_MS : ACTION_LIFE_MS
    const stored = { ...session, expiresAt: clock.now() + life }
    this.#byHash.set(hashToken(id), stored)
    return id
  }

  find(id: string | undefined): BrowserSession | undefined {
    const session = this.#byHash.get(hashToken(id ?? ''))
    return session && session.expiresAt > this.#parts.clock.now() ? session : undefined
  }

  /** The action is done: nothing more can be done with it. */
  finish(id: string | undefined, finishedBy: string): void {
    const session = this.#byHash.get(hashToken(id ?? ''))
    if (!session || session.finishedBy !== undefined) return
    session.finishedBy = finishedBy
    session.expiresAt = this.#parts.clock.now() + FINISHED_LIFE_MS
  }

  end(id: string | undefined): void {
    this.#byHash.delete(hashToken(id ?? ''))
  }

  /** Whatever was opened from cTrader for this person. */
  endActionsOf(userId: number): void {
    for (const [hash, session] of this.#byHash) {
      if (session.userId === userId && session.action !== undefined) this.#byHash.delete(hash)
    }
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
