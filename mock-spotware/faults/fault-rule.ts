import { createRandom, type Random } from '@/mock-spotware/random'
import { type Arrival, type Endpoint, isMeant } from './endpoint'
import type { FaultOrder } from './fault-order'

/** One fault somebody asked for, and what became of it so far. */
export class FaultRule {
  readonly id: string
  readonly order: FaultOrder
  /** When a maintenance is over. */
  readonly endsAt?: number

  readonly #endpoint: Endpoint
  readonly #random: Random
  readonly #held = new Set<() => void>()
  #isCleared = false
  #skipped = 0
  #hits = 0

  /** The same seed and id always let the same requests through. */
  constructor(options: {
    id: string
    order: FaultOrder
    endpoint: Endpoint
    seed: string
    now: number
  }) {
    const { id, order, endpoint, seed, now } = options
    this.id = id
    this.order = order
    this.#endpoint = endpoint
    this.#random = createRandom(`${seed}/fault/${id}`)
    if (order.kind === 'maintenance') {
      this.endsAt = order.endsAt ? Date.parse(order.endsAt) : now + (order.minutes ?? 0) * 60_000
    }
  }

  /** Whether this arrival is hit; counts it. */
  takes(arrival: Arrival, now: number): boolean {
    if (this.#remaining() === 0 || this.#isOver(now)) return false
    if (!isMeant(this.#endpoint, arrival) || !this.#concerns(arrival)) return false
    if (this.#skipped < (this.order.skip ?? 0)) {
      this.#skipped += 1
      return false
    }
    if (this.order.probability !== undefined && !this.#random.chance(this.order.probability)) {
      return false
    }
    this.#hits += 1
    return true
  }

  /** Waits so long, or until the fault is cleared or nobody waits for the answer any more. */
  hold(gone: AbortSignal, milliseconds?: number): Promise<void> {
    if (this.#isCleared || gone.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const release = () => {
        clearTimeout(timer)
        this.#held.delete(release)
        gone.removeEventListener('abort', release)
        resolve()
      }
      const timer = milliseconds === undefined ? undefined : setTimeout(release, milliseconds)
      this.#held.add(release)
      gone.addEventListener('abort', release)
    })
  }

  /** Whoever is held goes on. */
  clear(): void {
    this.#isCleared = true
    for (const release of [...this.#held]) release()
  }

  describe(now: number) {
    const remaining = this.#remaining()
    return {
      id: this.id,
      ...this.order,
      state: this.#isOver(now) ? 'over' : remaining === 0 ? 'spent' : 'active',
      hits: this.#hits,
      /** Null: until it is cleared. */
      remaining: remaining ?? null,
      waiting: this.#held.size,
      ...(this.endsAt !== undefined && { endsAt: new Date(this.endsAt).toISOString() }),
    }
  }

  #concerns(arrival: Arrival): boolean {
    const { accountId, environment } = this.order
    if (arrival.transport === 'http') return true
    if (environment !== undefined && environment !== arrival.environment) return false
    return (
      accountId === undefined ||
      (arrival.transport === 'openApi' && arrival.accountId === accountId)
    )
  }

  #remaining(): number | undefined {
    return this.order.times === undefined ? undefined : this.order.times - this.#hits
  }

  #isOver(now: number): boolean {
    return this.endsAt !== undefined && this.endsAt <= now
  }
}
