import type { Clock } from '@/mock-spotware/clock'
import type { Arrival, Endpoint } from './endpoint'
import type { FaultOrder } from './fault-order'
import { FaultRule } from './fault-rule'

/** What is meant to go wrong at present. */
export class Faults {
  readonly #clock: Clock
  readonly #seed: string
  #rules: FaultRule[] = []
  #lastNumber = 0

  constructor(clock: Clock, seed: string) {
    this.#clock = clock
    this.#seed = seed
  }

  add({ order, endpoint }: { order: FaultOrder; endpoint: Endpoint }): FaultRule {
    this.#lastNumber += 1
    const id = `${order.kind}-${this.#lastNumber}`
    const now = this.#clock.now()
    const rule = new FaultRule({ id, order, endpoint, seed: this.#seed, now })
    this.#rules.push(rule)
    return rule
  }

  /** The fault an arrival meets. There is at most one: the oldest that takes it. */
  hit(arrival: Arrival): FaultRule | undefined {
    const now = this.#clock.now()
    return this.#rules.find((rule) => rule.takes(arrival, now))
  }

  /** Spent ones too, until they are cleared. */
  list() {
    const now = this.#clock.now()
    return this.#rules.map((rule) => rule.describe(now))
  }

  remove(id: string): boolean {
    const rule = this.#rules.find((candidate) => candidate.id === id)
    if (!rule) return false
    this.#rules = this.#rules.filter((candidate) => candidate !== rule)
    rule.clear()
    return true
  }

  clear(): number {
    const cleared = this.#rules
    this.#rules = []
    for (const rule of cleared) rule.clear()
    return cleared.length
  }

  /** Numbers begin anew, so that the same orders hit the same requests again. */
  reset(): void {
    this.clear()
    this.#lastNumber = 0
  }
}
