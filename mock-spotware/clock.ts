/** The mock's own time. Everything asks this instead of Date.now, so that time can be moved. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number
  /** How far it has been moved, in milliseconds. */
  aheadMs(): number
  /** Moves the clock forward; tokens and codes age at once. */
  advance(milliseconds: number): void
}

/** Follows the machine's clock, ahead of it by whatever was advanced. */
export function createClock(): Clock {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    aheadMs: () => ahead,
    advance(milliseconds) {
      if (milliseconds < 0) throw new RangeError('the clock only moves forward')
      ahead += milliseconds
    },
  }
}
