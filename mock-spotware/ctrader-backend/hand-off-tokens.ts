import type { World } from '@/mock-spotware/world'

const LIFE_MS = 60_000

interface HandOff {
  /** Whose account it is about; nobody else may redeem it. */
  brokerName: string
  ctid: number
  login: number
}

/**
 * One-time tokens for brokers that have no sign-in of their own: cTrader keeps the identity, makes
 * the token, and the broker redeems it once within a minute.
 */
export class HandOffTokens {
  readonly #world: World
  readonly #tokens = new Map<string, HandOff & { expiresAt: number }>()

  constructor(world: World) {
    this.#world = world
    world.events.on('reset', () => this.#tokens.clear())
  }

  issue(handOff: HandOff): string {
    const now = this.#world.clock.now()
    for (const [token, { expiresAt }] of this.#tokens) {
      if (expiresAt <= now) this.#tokens.delete(token)
    }
    const token = this.#world.issued.issue('handOffToken', now)
    this.#tokens.set(token, { ...handOff, expiresAt: now + LIFE_MS })
    return token
  }

  /** Undefined when it is unknown, too old or spent. */
  find(token: string): HandOff | undefined {
    const found = this.#tokens.get(token)
    return found && found.expiresAt > this.#world.clock.now() ? found : undefined
  }

  spend(token: string): void {
    this.#tokens.delete(token)
  }
}
