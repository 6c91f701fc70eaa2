import type { Clock } from '@/mock-spotware/clock'

const LIMIT = 10
const WINDOW_MS = 60_000

/** Counts wrong passwords of the last minute by name, so that nobody can go through all of them. */
export class WrongPasswords {
  readonly #clock: Clock
  readonly #times = new Map<string, number[]>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Then even the right one is refused. */
  areTooMany(name: string): boolean {
    return this.#recent(name).length >= LIMIT
  }

  add(name: string): void {
    for (const known of this.#times.keys()) {
      if (this.#recent(known).length === 0) this.#times.delete(known)
    }
    this.#times.set(name, [...this.#recent(name), this.#clock.now()])
  }

  clear(): void {
    this.#times.clear()
  }

  #recent(name: string): number[] {
    const begin = this.#clock.now() - WINDOW_MS
    return (this.#times.get(name) ?? []).filter((time) => time > begin)
  }
}
