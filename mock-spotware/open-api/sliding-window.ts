const WINDOW_MS = 1_000
/** Two requests sent a second apart may arrive a little closer together; no more is forgiven. */
const TOLERANCE_MS = 25

/** At most `limit` in any second. What was refused does not count. */
export class SlidingWindow {
  #taken: number[] = []

  hasRoom(limit: number, now: number): boolean {
    this.#taken = this.#taken.filter((at) => now - at < WINDOW_MS - TOLERANCE_MS)
    return this.#taken.length < limit
  }

  take(now: number): void {
    this.#taken.push(now)
  }
}
