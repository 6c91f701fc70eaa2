import { rolloversBetween } from '@/mock-spotware/accounts/charges'
import type { Clock } from '@/mock-spotware/clock'

const LOOK_EVERY_MS = 1_000

/** Tells when open positions were charged swap, also when the clock was moved across it. */
export function watchRollovers(clock: Clock, onRollover: () => void): () => void {
  let seenUntil = clock.now()
  const timer = setInterval(() => {
    const now = clock.now()
    const isDue = rolloversBetween(seenUntil, now).length > 0
    seenUntil = now
    if (isDue) onRollover()
  }, LOOK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
