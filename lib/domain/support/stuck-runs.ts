import type { CaseFacts } from './case-facts'

/** Work is claimed within seconds and leased for half a minute: so late, nobody carries it. */
const STUCK_AFTER_MS = 10 * 60_000

/** Runs that nobody carries on: their work is gone, or long due and in nobody's hands. */
export function stuckRuns({ running, now }: Pick<CaseFacts, 'running' | 'now'>) {
  const longAgo = now.getTime() - STUCK_AFTER_MS
  return running.filter(({ startedAt, work }) => {
    if (startedAt.getTime() > longAgo) return false
    if (!work) return true
    const isHeld = work.leaseUntil !== null && work.leaseUntil > now
    return !isHeld && work.dueAt.getTime() < longAgo
  })
}
