import type { Clock } from '@/mock-spotware/clock'

/** Time that stands still unless the test moves it. */
export function stoppedClock(start: number): Clock {
  let ahead = 0
  return {
    now: () => start + ahead,
    aheadMs: () => ahead,
    advance: (milliseconds) => {
      ahead += milliseconds
    },
  }
}
