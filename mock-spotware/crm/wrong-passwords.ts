import type { Clock } from '@/mock-spotware/clock'

const LIMIT = 10
const WINDOW_MS = 60_000

/** Counts wrong passwords of the last minute, so that nobody can go through all of them. */
export class WrongPasswords {
  readonly #clock: Clock
  #times: number[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Then even the right one is refused. */
  areTooMany(): boolean {
    this.#times = this.#times.filter((time) => time > this.#clock.now() - WINDOW_MS)
    return this.#times.length >= LIMIT
  }

  add(): void {
    this.#times.push(this.#clock.now())
  }

  clear(): void {
    this.#times = []
  }
}
